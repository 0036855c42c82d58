// What an editor decides: kept in this page alone, and given out as a file.

(() => {
  const report = JSON.parse(one("#report").textContent);
  const questions = all(".decide");
  const tray = one("#decisions");
  if (!questions.length) return;

  const by = one("#by");
  const said = one("#decisions-status");
  let unsaved = false;

  const answerTo = (question) => one("input[type=radio]:checked", question).value;
  const whyOf = (question) => one(".reason input", question);
  const isFor = (decision) => (question) =>
    ["source", "citation", "link", "verdict"].every((name) => decision[name] === question.dataset[name]);
  const decided = () => questions.filter((question) => answerTo(question) !== "");

  const show = () => {
    for (const question of questions) {
      one(".reason", question).hidden = answerTo(question) === "";
      question.closest(".card").classList.toggle("is-decided", answerTo(question) !== "");
    }
    said.textContent = `${decided().length} of ${questions.length} decided`;
  };

  const asDecision = (question) => {
    const { source, citation, link, verdict, replacement, snapshot, at } = question.dataset;
    const answer = answerTo(question);
    return {
      source, citation, link, verdict, answer,
      replacement: { keep: null, replace: replacement, archive: snapshot }[answer],
      why: whyOf(question).value.trim(),
      at,
    };
  };

  const written = () => ({
    version: 1,
    tool: report.tool,
    audit: report.audit,
    report_started: report.started,
    sources: report.sources,
    by: by.value.trim(),
    decisions: decided().map(asDecision),
  });

  const download = () => {
    if (!by.value.trim()) {
      said.textContent = "Say who decides first";
      by.focus();
      return;
    }
    const file = new Blob([`${JSON.stringify(written(), null, 2)}\n`], { type: "application/json" });
    const link = document.createElement("a");
    link.href = URL.createObjectURL(file);
    link.download = `decisions-${new Date().toISOString().slice(0, 10)}.json`;
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 1000);
    unsaved = false;
    said.textContent = `${decided().length} written to ${link.download}`;
  };

  const take = (decision) => {
    const question = questions.find(isFor(decision));
    const answer = question && all("input[type=radio]", question).find((one) => one.value === decision.answer);
    if (!answer) return false;
    answer.checked = true;
    whyOf(question).value = decision.why;
    question.dataset.at = decision.at;
    return true;
  };

  const load = async (file) => {
    let loaded;
    try {
      loaded = JSON.parse(await file.text());
    } catch {
      loaded = {};
    }
    if (loaded.version !== 1 || !Array.isArray(loaded.decisions)) {
      said.textContent = `${file.name} holds no decisions`;
      return;
    }
    const taken = loaded.decisions.filter(take).length;
    if (!by.value && typeof loaded.by === "string") by.value = loaded.by;
    show();
    const rest = loaded.decisions.length - taken;
    said.textContent = `${taken} loaded${rest ? `, ${rest} not about this report` : ""}`;
  };

  for (const question of questions) {
    question.hidden = false;
    question.addEventListener("input", () => {
      question.dataset.at = new Date().toISOString();
      unsaved = true;
      show();
    });
  }
  one("#download").addEventListener("click", download);
  one("#load").addEventListener("change", async (event) => {
    const [file] = event.target.files;
    if (file) await load(file);
    event.target.value = "";
  });
  addEventListener("beforeunload", (event) => {
    if (unsaved) event.preventDefault();
  });
  tray.hidden = false;
  document.body.classList.add("deciding");
  show();
})();

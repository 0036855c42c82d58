"""Where a file would lie: SQLite's write-ahead log needs a disk of this machine."""

from pathlib import Path

_NETWORK = frozenset(
    """nfs nfs4 cifs smb smb2 smb3 smbfs ncpfs afs 9p ceph glusterfs lustre beegfs gpfs webdav
    fuse.sshfs fuse.glusterfs fuse.rclone fuse.s3fs fuse.davfs""".split()
)
"""File systems on which SQLite's write-ahead log does not work (sqlite.org/wal.html)."""

MOUNTS = Path("/proc/self/mounts")
"""What is mounted where, on Linux."""


def network_file_system(path: Path, mounts: Path = MOUNTS) -> str:
    """The kind of network file system that a file would be on, or "" where it is local.

    Known on Linux alone; elsewhere "".
    """
    try:
        lines = mounts.read_text("utf-8", "replace").splitlines()
        place = path.resolve()
    except OSError:
        return ""
    best, kind = -1, ""
    for fields in (line.split(" ") for line in lines):
        if len(fields) < 3:
            continue
        point = Path(fields[1].replace("\\040", " "))
        if place.is_relative_to(point) and len(point.parts) >= best:
            best, kind = len(point.parts), fields[2]
    return kind if kind in _NETWORK else ""

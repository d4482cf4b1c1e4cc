"""Whether a folder is on another machine, where SQLite cannot keep its promises."""

import re
import subprocess
import sys
from pathlib import Path

NETWORK_KINDS = {
    *("9p", "afpfs", "afs", "ceph", "cifs", "davfs", "fuse.rclone", "fuse.sshfs", "glusterfs"),
    *("lustre", "nfs", "nfs4", "smb3", "smbfs", "vboxsf", "webdav"),
}


def is_network_drive(folder):
    folder = Path(folder).resolve()
    if sys.platform == "win32":
        import ctypes

        remote = 4  # DRIVE_REMOTE in winbase.h
        kind = ctypes.windll.kernel32.GetDriveTypeW(folder.anchor)
        return kind == remote or folder.anchor.startswith("\\\\")
    return kind_of_drive(folder, mounts()) in NETWORK_KINDS


def kind_of_drive(folder, mounted):
    """The kind of the innermost of the mounts, a dict of kind by path, that hold `folder`."""
    holding = [place for place in mounted if place == folder or place in folder.parents]
    return mounted[max(holding, key=lambda place: len(place.parts))] if holding else ""


def mounts():
    if sys.platform == "darwin":
        listed = subprocess.run(["/sbin/mount"], capture_output=True, text=True, check=True).stdout
        found = re.findall(r"^.+? on (.+) \(([\w.]+)", listed, re.MULTILINE)
    else:
        table = Path("/proc/mounts")
        listed = table.read_text(encoding="utf-8") if table.exists() else ""
        found = [line.split()[1:3] for line in listed.splitlines()]
    return {Path(place.replace(r"\040", " ")): kind for place, kind in found}

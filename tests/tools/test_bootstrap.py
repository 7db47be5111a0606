"""tools/bootstrap.py in a folder of its own: sets up once, then has nothing left to do."""

import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent


def bootstrap(folder: Path) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "tools/bootstrap.py"]
    return subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)


def test_set_up_once_and_go_on_after_trouble(tmp_path: Path):
    for name in ("tools/bootstrap.py", "core/__init__.py", "core/system.py"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        shutil.copy(ROOT / name, tmp_path / name)
    lock, stamp = tmp_path / "requirements.lock", tmp_path / ".venv" / "requirements.lock.sha256"

    lock.write_text("./no-such-package\n")
    failed = bootstrap(tmp_path)
    assert failed.returncode == 1
    assert "The packages could not be installed" in failed.stderr
    assert "Traceback" not in failed.stderr
    assert not stamp.exists()

    lock.write_text("# nothing is needed\n")
    repaired = bootstrap(tmp_path)
    assert repaired.returncode == 0, repaired.stderr
    assert "Installing 0 packages" in repaired.stdout
    assert stamp.exists()

    again = bootstrap(tmp_path)
    assert (again.returncode, again.stdout, again.stderr) == (0, "", "")

    (pip,) = (tmp_path / ".venv").glob("lib/python*/site-packages/pip")
    shutil.rmtree(pip)  # as if the making had been interrupted
    remade = bootstrap(tmp_path)
    assert remade.returncode == 0, remade.stderr
    assert "Making the virtual environment" in remade.stdout
    assert pip.exists()

from pathlib import Path

from index.settings import Settings


def test_settings_come_from_the_environment(monkeypatch):
    monkeypatch.setenv("WENBAO_DATA", "/somewhere/else")
    monkeypatch.setenv("WENBAO_MAX_PAGES", "7")
    settings = Settings(_env_file=None)
    assert (Path("/somewhere/else"), 7) == (settings.data, settings.limits.max_pages)


def test_settings_come_from_a_file_in_the_working_folder(monkeypatch, tmp_path):
    (tmp_path / ".env").write_text("WENBAO_PORT=9000\nOTHER=1\n", encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    assert Settings().port == 9000


def test_every_setting_is_described():
    assert [] == [name for name, field in Settings.model_fields.items() if not field.description]

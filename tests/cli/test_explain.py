"""`signoff explain` on the command line."""

import json

from signoff.cli import main
from signoff.testing import open_workbench
from tests.way.cast import ANA, FLOWS


class TestARequestOfAServer:
    def test_is_explained(self, tmp_path, capsys):
        bench = open_workbench(tmp_path / "data", FLOWS, creator=ANA)
        run_id = bench.start("post")
        with bench.app.unit() as unit:
            request_id = unit.requests.of_run(run_id)[0].id
        bench.app.engine.dispose()
        there = ["--data-dir", str(tmp_path / "data")]

        code = main(["explain", request_id, *there])
        said = capsys.readouterr().out
        main(["explain", request_id, "--json", *there])
        told = json.loads(capsys.readouterr().out)

        assert code == 0
        assert said.startswith(
            "Who is asked:\n  No rule matches. It goes to the deployment's creator.\n"
        )
        assert told["outcome"] == ["It waits for an answer."]
        assert main(["explain", "nothing", *there]) == 1
        assert "There is no request 'nothing'" in capsys.readouterr().err

    def test_is_looked_for_where_a_server_was(self, tmp_path, capsys):
        assert main(["explain", "x", "--data-dir", str(tmp_path / "none")]) == 2
        assert "No signoff was started with the data folder" in capsys.readouterr().err

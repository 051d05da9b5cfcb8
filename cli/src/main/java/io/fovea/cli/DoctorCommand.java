package io.fovea.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Says what is wrong with this machine, and with a folder of Fiji or ImageJ. */
@Command(
        name = "doctor",
        description = "Says what keeps Fovea from running on this machine, or in a folder of Fiji or ImageJ.")
final class DoctorCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Option(names = "--fiji", paramLabel = "DIR", description = "The folder of Fiji or ImageJ.")
    private Path fiji;

    @Override
    public Integer call() {
        List<Diagnosis> all = new ArrayList<>(MachineCheck.diagnoses());
        if (fiji != null) {
            all.addAll(FolderCheck.of(FijiFolder.at(fiji)));
        }
        TextTable table = new TextTable(List.of("", "what", "found"));
        all.forEach(one -> table.row(List.of(one.isFine() ? "ok" : "!", one.what(), one.sentence())));
        Console.of(spec).out().print(table);
        Console.of(spec).out().flush();
        return all.stream().allMatch(Diagnosis::isFine) ? 0 : Errors.SOME_FAILED;
    }
}

package io.fovea.cli;

import io.fovea.model.Card;
import io.fovea.model.Model;
import io.fovea.model.ModelLibrary;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Lists the models that come with Fovea. */
@Command(name = "models", description = "Lists the models that come with Fovea, and what each was measured to do.")
final class ModelsCommand implements Runnable {
    @Spec
    private CommandSpec spec;

    @Override
    public void run() {
        Console console = Console.of(spec);
        List<Model> models = ModelLibrary.shipped();
        TextTable table = new TextTable(List.of("name", "task", "classes", "input", "measured"));
        for (Model model : models) {
            Card card = model.card();
            table.row(List.of(
                    model.name(),
                    card.task().word(),
                    card.labels().size() <= 4
                            ? String.join(" ", card.labels())
                            : card.labels().size() + " classes",
                    card.input().words(),
                    card.provenance().score().orElse("")));
        }
        console.out().print(table);
        console.out().flush();
    }
}

package io.fovea.cli;

import io.fovea.NameList;
import io.fovea.batch.Audit;
import io.fovea.batch.AuditFolder;
import io.fovea.batch.AuditPage;
import io.fovea.batch.Inputs;
import io.fovea.batch.Report;
import io.fovea.explain.method.Method;
import io.fovea.model.Model;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Says which explanations of a model are to be believed. */
@Command(
        name = "audit",
        description =
                "Explains images by every method, measures every map, and writes audit.html, one page with all of it side by"
                        + " side, and audit.csv.")
final class AuditCommand implements Callable<Integer> {
    @Mixin
    private BatchOptions batch;

    @Option(names = "--output", required = true, paramLabel = "DIR", description = "The folder to write to.")
    private Path output;

    @Option(
            names = "--methods",
            paramLabel = "METHOD",
            description =
                    "Those to try, with commas, or given several times (default: all; 'fovea explain --methods' lists"
                            + " them).")
    private List<String> methods = List.of();

    @Option(
            names = "--class",
            paramLabel = "CLASS",
            description = "A label or index (default: the top class of each image).")
    private List<String> classes = List.of();

    @Option(
            names = "--layer",
            paramLabel = "LAYER",
            description = "The layer that methods of layers explain (default: the one before the head).")
    private List<String> layers = List.of();

    @Option(
            names = "--masks",
            paramLabel = "DIR",
            description =
                    "Masks at the same paths below it as the images, but for the suffix; 0 outside the object: whether"
                            + " heat lies on it is measured, and images are listed in which the model is right for the wrong"
                            + " place.")
    private Path masks;

    @Option(names = "--keep-softmax", description = "Explain the probability instead of the score before the softmax.")
    private boolean keepSoftmax;

    @Option(
            names = "--copies",
            paramLabel = "N",
            defaultValue = "2",
            description =
                    "Noisy copies of each image that maps are made anew for, 0 to leave max-sensitivity out (default:"
                            + " ${DEFAULT-VALUE}).")
    private int copies;

    @Option(
            names = "--steps",
            paramLabel = "N",
            defaultValue = "3",
            description =
                    "Steps in which the first image's model forgets its layers, 0 to leave randomisation out (default:"
                            + " ${DEFAULT-VALUE}).")
    private int steps;

    @Option(
            names = "--shown",
            paramLabel = "N",
            defaultValue = "6",
            description = "Images whose maps are on the page (default: ${DEFAULT-VALUE}).")
    private int shown;

    @Override
    public Integer call() {
        requireCounts();
        List<Method> wanted = NameList.of(methods, text -> false).stream()
                .map(Method::parse)
                .distinct()
                .toList();
        AuditFolder.Wish wish = new AuditFolder.Wish(
                wanted.isEmpty() ? Method.all() : wanted,
                classes,
                layers,
                keepSoftmax,
                copies,
                steps,
                shown,
                AuditPage.SIDE);
        Inputs inputs = batch.inputs();
        Console console = batch.console();
        Model model = batch.model();
        console.announce(model, batch.device());
        Report<Audit> report = batch.run(
                false,
                monitor -> AuditFolder.run(
                        model, inputs, output, wish, Optional.ofNullable(masks), batch.device(), monitor));
        for (Audit audit : report.rows()) {
            console.out().print(table(audit));
            audit.leftOut().forEach(one -> console.err().println("Left out: " + one.method() + ". " + one.why()));
        }
        return console.end(report);
    }

    private void requireCounts() {
        if (copies < 0 || steps < 0 || shown < 0) {
            throw batch.refused("--copies, --steps and --shown are 0 or more.");
        }
    }

    private static TextTable table(Audit audit) {
        TextTable table = new TextTable(List.of("place", "method", "mean rank"));
        List<Audit.Place> ranking = audit.ranking();
        for (int i = 0; i < ranking.size(); i++) {
            table.row(List.of(
                    Integer.toString(i + 1),
                    ranking.get(i).method(),
                    String.format(Locale.ROOT, "%.2f", ranking.get(i).rank())));
        }
        return table;
    }
}

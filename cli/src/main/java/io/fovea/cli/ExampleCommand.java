package io.fovea.cli;

import io.fovea.examples.Lesson;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Runs a lesson of the lectures. */
@Command(
        name = "example",
        description =
                "Runs a lesson of the lectures on convnets, each a Java program of a page; lists them where none is"
                        + " named.")
final class ExampleCommand implements Runnable {
    @Spec
    private CommandSpec spec;

    @Parameters(
            arity = "0..1",
            index = "0",
            paramLabel = "NAME",
            description = "Of the lesson. It prints what the lesson shows, and leaves pictures.")
    private String name;

    @Parameters(
            arity = "0..*",
            index = "1..*",
            paramLabel = "ARGS",
            description = "What it takes: data or an image, and a folder for the results. Without them it says so.")
    private List<String> words = List.of();

    @Override
    public void run() {
        if (name == null) {
            TextTable table = new TextTable(List.of("example", "takes", "shows"));
            for (Lesson lesson : Lesson.values()) {
                table.row(List.of(lesson.word(), lesson.usage(), lesson.about()));
            }
            Console.of(spec).out().print(table);
            Console.of(spec).out().flush();
            return;
        }
        Lesson.find(name).run(words.toArray(String[]::new));
    }
}

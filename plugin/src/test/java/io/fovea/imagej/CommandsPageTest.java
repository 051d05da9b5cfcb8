package io.fovea.imagej;

import static org.assertj.core.api.Assertions.assertThat;

import ij.plugin.frame.Recorder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.scijava.ItemVisibility;
import org.scijava.command.CommandInfo;

/**
 * The page of all commands with their options, which is made of the commands themselves: {@code mvn -pl plugin -am test
 * -Dtest=CommandsPageTest -Dfovea.write} writes it anew.
 */
@ExtendWith(PlainImageJ.class)
class CommandsPageTest {
    private static final Path DOCS = Path.of(System.getProperty("fovea.root"), "docs");
    private static final Path PAGE = DOCS.resolve("commands.md");
    private static final Path DIGIT = DOCS.resolveSibling("test-images/digits/font-3.png");
    private static final String HEAD =
            """
            # The commands in ImageJ

            What every command in *Plugins > Fovea* does and asks for, a line for macros, with paths to put yours in place of, and the line that the
            macro recorder writes of a dialog as it comes. A key that is left out of a line has the value it comes with; a flag stands alone, `overlay`, or is
            `overlay=true` or `overlay=false`; values with a space are put in `[brackets]`. *Preview* and the lists of a dialog are not part of a macro.
            Options whose dialog asks for them only where the image leaves a choice (channels, slices, frames, selections) are listed as well.
            """;

    @Test
    void saysWhatTheCommandsAskFor() throws IOException {
        String page = HEAD
                + FoveaMenu.entries().stream().map(CommandsPageTest::section).collect(Collectors.joining());
        if (System.getProperty("fovea.write") != null) {
            Files.writeString(PAGE, page);
        }

        assertThat(PAGE).content().isEqualToNormalizingNewlines(page);
    }

    @Test
    void standsUnderEveryHelpPage() {
        for (FoveaMenu.Entry entry : FoveaMenu.entries()) {
            String html = CommandCall.prepare(Scijava.context(), entry.commandClass())
                    .help()
                    .html();

            assertThat(html).contains("run(&quot;" + entry.command() + "&quot;");
        }
    }

    private static String section(FoveaMenu.Entry entry) {
        CommandCall call = CommandCall.prepare(Scijava.context(), entry.commandClass());
        CommandInfo info = PlainImageJ.commands().getCommand(entry.commandClass());
        StringBuilder text = new StringBuilder("\n## ")
                .append(HelpPage.title(entry.command()))
                .append("\n\n")
                .append(info.getDescription())
                .append("\n\nThe page: [")
                .append(heading(info.get("help")))
                .append("](")
                .append(info.get("help"))
                .append(".md).\n\n");
        Path picture = DOCS.resolve(HelpPage.picture(entry.command()));
        if (Files.exists(picture)) {
            text.append("![The dialog](").append(picture.getFileName()).append(")\n\n");
        }
        List<CommandKey> asked =
                call.keys().stream().filter(CommandKey::isAsked).toList();
        if (!asked.isEmpty()) {
            text.append("| in the dialog | key | as it comes | takes |\n|---|---|---|---|\n");
            asked.forEach(key -> text.append(row(call, key)));
            text.append('\n');
        }
        List<CommandKey> more = hidden(call);
        if (!more.isEmpty()) {
            text.append("| in a macro also | as it comes | is |\n|---|---|---|\n");
            more.forEach(key -> text.append(hiddenRow(key)));
            text.append('\n');
        }
        text.append("```java\n").append(example(entry, info)).append("\n```\n");
        return asked.isEmpty()
                ? text.toString()
                : text.append("\nAs recorded:\n\n```java\n")
                        .append(line(entry, call))
                        .append("\n```\n")
                        .toString();
    }

    private static List<CommandKey> hidden(CommandCall call) {
        return call.keys().stream()
                .filter(key -> key.item().getVisibility() == ItemVisibility.INVISIBLE)
                .toList();
    }

    private static String hiddenRow(CommandKey key) {
        String value = key.isFlag() ? "" : key.text();
        return "| `" + key.name() + "` | " + (value.isEmpty() ? "" : "`" + value + "`") + " | "
                + key.item().getDescription() + " |\n";
    }

    private static String example(FoveaMenu.Entry entry, CommandInfo info) {
        return "run(\"" + entry.command() + "\", \"" + info.get("example") + "\");";
    }

    /** The values of an example are the reader's own; its keys, choices and numbers are the command's. */
    @Test
    void itsLinesAreUnderstood() {
        for (FoveaMenu.Entry entry : FoveaMenu.entries()) {
            CommandInfo info = PlainImageJ.commands().getCommand(entry.commandClass());
            CommandCall call = CommandCall.prepare(Scijava.context(), entry.commandClass());

            assertThat(info.getDescription()).as(entry.command()).endsWith(".");
            assertThat(hidden(call))
                    .as(entry.command())
                    .allSatisfy(key -> assertThat(key.item().getDescription()).isNotEmpty());
            call.read(MacroLine.parse(info.get("example")));
        }
    }

    /** Those that need no file of the reader's, on a digit. */
    @Test
    void itsLinesRun() {
        List<String> examples = FoveaMenu.entries().stream()
                .map(entry -> example(entry, PlainImageJ.commands().getCommand(entry.commandClass())))
                .filter(line -> !line.contains("/") && !line.contains("Correct Labels"))
                .toList();
        assertThat(examples).hasSize(7);
        for (String line : examples) {
            assertThat(PlainImageJ.macro("setBatchMode(true);", "open('" + PlainImageJ.escape(DIGIT) + "');", line))
                    .as(line)
                    .isEmpty();
        }
    }

    private static String heading(String page) {
        return HelpPage.of(page).text().lines().findFirst().orElseThrow().replaceFirst("^# ", "");
    }

    private static String row(CommandCall call, CommandKey key) {
        String value = key.isFlag() ? (key.value().equals(true) ? "yes" : "no") : key.text();
        return "| " + key.label() + " | `" + key.name() + "` | " + (value.isEmpty() ? "" : "`" + value + "`") + " | "
                + takes(call, key) + " |\n";
    }

    private static String takes(CommandCall call, CommandKey key) {
        if (key.isFlag()) {
            return "yes or no";
        }
        if (key.isNumber()) {
            return "a number";
        }
        if (!key.choices().isEmpty()) {
            return key.choices().stream().map(one -> "`" + one + "`").collect(Collectors.joining(", "));
        }
        if (key.name().equals("model")) {
            return "a name, or the path of a file or package";
        }
        boolean listed = call.command() instanceof Suggests suggests
                && suggests.keysOfModel().contains(key.name());
        if (listed) {
            return "one of the model's, or " + key.item().getDescription();
        }
        String style = key.item().getWidgetStyle() == null ? "" : key.item().getWidgetStyle();
        if (!style.isEmpty()) {
            return style.equals("directory") ? "the path of a folder" : "the path of a file";
        }
        String what = key.item().getDescription();
        return what == null || what.isEmpty() ? "text" : what;
    }

    private static String line(FoveaMenu.Entry entry, CommandCall call) {
        Door.record(call);
        String options = Recorder.getCommandOptions();
        Recorder.resetCommandOptions();
        return "run(\"" + entry.command() + (options == null ? "" : "\", \"" + options) + "\");";
    }
}

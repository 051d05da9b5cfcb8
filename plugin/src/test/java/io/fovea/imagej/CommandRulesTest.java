package io.fovea.imagej;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.scijava.command.CommandInfo;
import org.scijava.module.ModuleItem;

/** What keeps a macro's line unambiguous in ImageJ and in Fiji, for every command in the menu. */
class CommandRulesTest {

    static List<FoveaMenu.Entry> entries() {
        return FoveaMenu.entries();
    }

    private static CommandCall call(FoveaMenu.Entry entry) {
        String className = entry.commandClass();
        return CommandCall.prepare(Scijava.context(), className);
    }

    @ParameterizedTest
    @MethodSource("entries")
    void theMenuEntryIsTheCommandsName(FoveaMenu.Entry entry) {
        assertThat(entry.menu()).isEqualTo("Plugins>Fovea");
        assertThat(call(entry).name()).isEqualTo(entry.command());
    }

    @ParameterizedTest
    @MethodSource("entries")
    void theCommandRunsHeadlessAndHasNoMenuOfItsOwn(FoveaMenu.Entry entry) {
        CommandInfo info = PlainImageJ.commands()
                .getCommand(call(entry).command().getClass().getName());

        assertThat(info.canRunHeadless()).isTrue();
        assertThat(info.getMenuPath()).isEmpty();
        // Fiji's search bar would list it beside the menu's entry, and run it past the door.
        assertThat(info.isVisible()).isFalse();
    }

    @ParameterizedTest
    @MethodSource("entries")
    void keysAreSingleLowerCaseWordsThatNeverEndInOneAnother(FoveaMenu.Entry entry) {
        List<String> names = call(entry).keys().stream().map(CommandKey::name).toList();

        assertThat(names).allMatch(name -> name.matches("[a-z]+"));
        for (String name : names) {
            assertThat(names).filteredOn(other -> other.endsWith(name)).containsExactly(name);
        }
    }

    @ParameterizedTest
    @MethodSource("entries")
    void keysHaveDefaultsAndAreNotKeptBetweenRuns(FoveaMenu.Entry entry) {
        for (CommandKey key : call(entry).keys()) {
            ModuleItem<?> item = key.item();
            if (!key.isImage()) {
                assertThat(item.isPersisted()).as(key.name()).isFalse();
                assertThat(key.value()).as(key.name()).isNotNull();
                assertThat(item.getType()).as(key.name()).isIn(String.class, double.class, boolean.class);
            }
        }
    }

    @ParameterizedTest
    @MethodSource("entries")
    void theHelpButtonShowsAPageThatTellsOfIt(FoveaMenu.Entry entry) {
        String html = call(entry).help().html();

        // ImageJ shows what begins so in a window of its own, and opens anything else in a browser.
        assertThat(html).startsWith("<html>").contains("<h1>").doesNotContain("<img", ".md\"");
        assertThat(html).contains(entry.command().replace("...", "\u2026") + "</em>");
    }
}

package io.fovea.imagej;

import static org.assertj.core.api.Assertions.assertThat;

import ij.IJ;
import ij.Menus;
import io.fovea.model.ModelLibrary;
import java.awt.Button;
import java.awt.Choice;
import java.awt.Dialog;
import java.awt.Menu;
import java.awt.MenuItem;
import java.awt.event.ActionEvent;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledIf;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Opens the dialog of every command from the menu, and takes the pictures of them for the pages. */
@Tag("display")
@DisabledIf(
        value = "java.awt.GraphicsEnvironment#isHeadless",
        disabledReason = "There is no display. Run with one, or under xvfb-run, to test windows.")
@Timeout(120)
class DialogPicturesTest {
    private final Screen screen = Screen.open();

    static List<FoveaMenu.Entry> entries() {
        return FoveaMenu.entries().stream()
                .filter(entry -> !CommandCall.prepare(Scijava.context(), entry.commandClass())
                        .asked()
                        .isEmpty())
                .toList();
    }

    @BeforeEach
    void openImageJ() {
        Assumptions.assumeTrue(ModelLibrary.names().contains("digits"), "This build ships no models.");
        ImageJLauncher.open(List.of(Path.of(System.getProperty("fovea.root"), "test-images", "digits", "font-7.png")));
        IJ.getInstance().exitWhenQuitting(false);
        Screen.tidy();
    }

    @AfterEach
    void closeAll() {
        Screen.closeAll();
    }

    @ParameterizedTest
    @MethodSource("entries")
    void theMenuOpensTheDialog(FoveaMenu.Entry entry) {
        Menu menu = Menus.getImageJMenu("Plugins>Fovea");
        MenuItem item = IntStream.range(0, menu.getItemCount())
                .mapToObj(menu::getItem)
                .filter(one -> one.getLabel().equals(entry.command()))
                .findFirst()
                .orElseThrow();
        IJ.getInstance().actionPerformed(new ActionEvent(item, ActionEvent.ACTION_PERFORMED, entry.command()));
        Dialog dialog = Screen.dialog(entry.command().replace("...", ""));
        CommandCall call = CommandCall.prepare(Scijava.context(), entry.commandClass());
        if (call.command() instanceof Suggests suggests
                && !suggests.keysOfModel().isEmpty()) {
            List<Choice> lists = Screen.parts(dialog, Choice.class);
            Screen.await("the lists of the model", () -> Optional.of(lists)
                    .filter(all -> all.stream().skip(1).anyMatch(list -> list.getItemCount() > 4)));
        }
        // Without a window manager AWT is not sure of where a window is that it has not been told to move.
        screen.touch(() -> dialog.setLocation(40, 140));
        screen.touch(dialog::repaint);
        screen.keep(HelpPage.picture(entry.command()).replace(".png", ""), dialog);
        assertThat(Screen.parts(dialog, Button.class))
                .extracting(button -> button.getLabel().strip())
                .contains("OK", "Cancel", "Help");
        screen.press(dialog, "Cancel");
    }
}

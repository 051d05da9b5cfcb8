package io.fovea.imagej;

import static org.assertj.core.api.Assertions.assertThat;

import ij.IJ;
import ij.ImageJ;
import ij.ImagePlus;
import ij.Menus;
import ij.WindowManager;
import ij.gui.HTMLDialog;
import ij.gui.ImageRoi;
import ij.gui.Line;
import ij.measure.ResultsTable;
import ij.plugin.frame.Recorder;
import io.fovea.model.ModelLibrary;
import java.awt.Button;
import java.awt.Checkbox;
import java.awt.Choice;
import java.awt.Dialog;
import java.awt.EventQueue;
import java.awt.Frame;
import java.awt.MenuItem;
import java.awt.Rectangle;
import java.awt.Window;
import java.awt.event.ActionEvent;
import java.awt.event.ItemEvent;
import java.awt.image.BufferedImage;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.IntStream;
import javax.swing.JButton;
import javax.swing.JFrame;
import javax.swing.JList;
import javax.swing.JTabbedPane;
import javax.swing.JTable;
import javax.swing.JTextArea;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledIf;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Does what the guide tells, and takes its pictures. */
@Tag("display")
@DisabledIf(
        value = "java.awt.GraphicsEnvironment#isHeadless",
        disabledReason = "There is no display. Run with one, or under xvfb-run, to test windows.")
@Timeout(120)
class GuidePicturesTest {
    private static final Path IMAGES = Path.of(System.getProperty("fovea.root"), "test-images", "nuclei");

    private final Screen screen = Screen.open();

    @BeforeEach
    void tidy() {
        Assumptions.assumeTrue(ModelLibrary.names().contains("nuclei-trimap"), "This build ships no models.");
        ImageJLauncher.open(List.of(IMAGES.resolve("03-touching.png")));
        IJ.getInstance().exitWhenQuitting(false);
        Screen.tidy();
    }

    @AfterEach
    void closeAll() {
        Screen.closeAll();
    }

    private static Dialog dialogOf(String command) {
        MenuItem item = IntStream.range(0, Menus.getImageJMenu("Plugins>Fovea").getItemCount())
                .mapToObj(Menus.getImageJMenu("Plugins>Fovea")::getItem)
                .filter(one -> one.getLabel().equals(command))
                .findFirst()
                .orElseThrow();
        IJ.getInstance().actionPerformed(new ActionEvent(item, ActionEvent.ACTION_PERFORMED, command));
        return Screen.dialog(command.replace("...", ""));
    }

    private static Checkbox box(Dialog dialog, String label) {
        return Screen.parts(dialog, Checkbox.class).stream()
                .filter(one -> one.getLabel().equals(label))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void theFirstCount() {
        Recorder recorder = new Recorder(true);
        try {
            Dialog dialog = dialogOf("Segment...");
            screen.touch(() -> {
                box(dialog, "Overlay of outlines").setState(true);
                box(dialog, "Objects into Results").setState(true);
            });
            screen.keep("guide-dialog", dialog);
            screen.press(dialog, "OK");

            ImagePlus labels =
                    Screen.await("the labels", () -> Optional.ofNullable(WindowManager.getImage("03-touching-labels"))
                            .filter(found -> found.getWindow() != null));
            Frame results = Screen.await("the table", () -> Optional.ofNullable(WindowManager.getFrame("Results")));
            Screen.await("the count in the status bar", () -> Optional.of(ImageJ.getStatusBarText())
                    .filter(text -> text.startsWith("03-touching.png: 90 objects in ")));
            assertThat(ResultsTable.getResultsTable().size()).isEqualTo(90);
            WindowManager.getFrame("Segment Summary").setVisible(false);
            Window image = WindowManager.getImage("03-touching.png").getWindow();
            screen.touch(() -> {
                recorder.setLocation(2, 800);
                IJ.getInstance().setLocation(2, 2);
                image.setLocation(2, 90);
                labels.getWindow().setLocation(540, 90);
                results.setBounds(2, 640, 1060, 220);
                results.toFront();
            });
            screen.keep("guide-counted", IJ.getInstance(), image, labels.getWindow(), results);
            screen.touch(() -> {
                recorder.setBounds(2, 90, 760, 180);
                recorder.toFront();
            });
            screen.keep("guide-recorder", recorder);
            assertThat(recorder.getText()).contains("run(\"Segment...\", \"model=nuclei-trimap ");
        } finally {
            recorder.close();
        }
    }

    @Test
    void theHelpButtonOpensThePage() {
        Dialog dialog = dialogOf("Explain...");
        Button help = Screen.parts(dialog, Button.class).stream()
                .filter(button -> button.getLabel().strip().equals("Help"))
                .findFirst()
                .orElseThrow();
        // The page keeps whoever opens it until it is closed.
        EventQueue.invokeLater(() -> help.dispatchEvent(new ActionEvent(help, ActionEvent.ACTION_PERFORMED, "Help")));
        HTMLDialog page = Screen.await("the page", () -> Arrays.stream(Window.getWindows())
                .filter(window -> window instanceof HTMLDialog && window.isShowing())
                .map(HTMLDialog.class::cast)
                .findFirst());
        screen.keep("guide-help", page);
        screen.touch(page::dispose);
        screen.press(dialog, "Cancel");
        assertThat(page.isShowing()).isFalse();
    }

    private void tick(Dialog dialog, String label) {
        screen.touch(() -> {
            Checkbox box = box(dialog, label);
            box.setState(true);
            box.dispatchEvent(new ItemEvent(box, ItemEvent.ITEM_STATE_CHANGED, label, ItemEvent.SELECTED));
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"Segment...", "Explain..."})
    void thePreview(String command) {
        ImagePlus image = WindowManager.getImage("03-touching.png");
        Dialog dialog = dialogOf(command);
        if (command.equals("Explain...")) {
            screen.touch(() -> Screen.parts(dialog, Choice.class).get(0).select("nuclei-trimap"));
        }
        tick(dialog, "Preview");
        Screen.await("the preview", () -> Optional.ofNullable(image.getOverlay()));
        assertThat(image.getOverlay().size()).isEqualTo(command.equals("Segment...") ? 90 : 1);
        screen.touch(() -> {
            IJ.getInstance().setLocation(2, 2);
            image.getWindow().setLocation(2, 90);
            dialog.setLocation(image.getWindow().getWidth() + 10, 90);
        });
        screen.keep(
                "preview-" + command.toLowerCase(Locale.ROOT).replace("...", ""),
                IJ.getInstance(),
                image.getWindow(),
                dialog);
        screen.press(dialog, "Cancel");
        Screen.await("the image as it was", () -> Optional.of(image).filter(one -> one.getOverlay() == null));
    }

    @Test
    void theModels() {
        IJ.run("Model Manager...");
        JFrame manager = Screen.await("the window", () -> Arrays.stream(Window.getWindows())
                .filter(window -> window instanceof JFrame && window.isShowing())
                .map(JFrame.class::cast)
                .findFirst());
        JTable table = Screen.parts(manager.getContentPane(), JTable.class).get(0);
        Screen.await("the models", () -> Optional.of(table).filter(one -> one.getRowCount() > 0));
        screen.touch(() -> {
            manager.setLocation(2, 200);
            for (int row = 0; row < table.getRowCount(); row++) {
                if (table.getValueAt(row, 0).equals("nuclei-trimap")) {
                    table.setRowSelectionInterval(row, row);
                }
            }
        });
        screen.keep("model-manager", manager);
        assertThat(Screen.parts(manager.getContentPane(), JTextArea.class)
                        .get(0)
                        .getText())
                .contains("From: comes with Fovea", "Score: ", "Licence: ");
        screen.touch(manager::dispose);
    }

    private static JFrame frame(String title) {
        return Screen.await("the window " + title, () -> Arrays.stream(Window.getWindows())
                .filter(window -> window.isShowing()
                        && window instanceof JFrame frame
                        && frame.getTitle().equals(title))
                .map(JFrame.class::cast)
                .findFirst());
    }

    private static void press(JFrame window, String label) {
        Screen.parts(window.getContentPane(), JButton.class).stream()
                .filter(one -> one.getText().equals(label))
                .findFirst()
                .orElseThrow()
                .doClick();
    }

    @Test
    void theStrokes() {
        Screen.closeAll();
        ImageJLauncher.open(List.of(IMAGES.resolve("08-stained.png")));
        IJ.run("Train...");
        JFrame window = frame("Train");
        ImagePlus image = WindowManager.getImage("08-stained.png");
        screen.touch(() -> {
            IJ.getInstance().setLocation(2, 2);
            image.getWindow().setLocation(2, 90);
            window.setLocation(image.getWindow().getWidth() + 10, 90);
        });
        int[][] nuclei = {{125, 41, 140, 41}, {358, 38, 375, 38}, {106, 190, 126, 190}, {196, 291, 222, 291}};
        int[][] ground = {{10, 110, 80, 110}, {420, 130, 480, 130}, {290, 310, 360, 300}, {130, 300, 180, 270}};
        JList<?> classes = Screen.parts(window.getContentPane(), JList.class).get(0);
        for (int i = 0; i < nuclei.length; i++) {
            for (int of = 0; of < 2; of++) {
                int[] line = of == 0 ? ground[i] : nuclei[i];
                int row = of;
                screen.touch(() -> {
                    classes.setSelectedIndex(row);
                    image.setRoi(new Line(line[0], line[1], line[2], line[3]));
                    press(window, "Take Selection");
                });
            }
        }
        JTextArea status =
                Screen.parts(window.getContentPane(), JTextArea.class).get(0);
        Screen.await("what was learnt from all", () -> Optional.of(status.getText())
                .filter(text ->
                        text.contains("least sure") && !TrainWindow.strokes().isLearning()));
        ImageRoi layer = (ImageRoi) image.getOverlay().get("prediction");
        assertThat(layer.getProcessor().get(116, 190) & 0xffffff).isEqualTo(0x00ff00);
        assertThat(layer.getProcessor().get(45, 110) & 0xffffff).isZero();
        screen.keep("train-strokes", image.getWindow(), window);
        JTabbedPane tabs =
                Screen.parts(window.getContentPane(), JTabbedPane.class).get(0);
        screen.touch(() -> tabs.setSelectedIndex(1));
        screen.keep("train-folder", window);
        screen.touch(TrainWindow::forget);
    }

    @Test
    void theCorrections() {
        ImagePlus picture = WindowManager.getImage("03-touching.png");
        IJ.run(picture, "Segment...", "model=nuclei-trimap output=labels summary=false");
        ImagePlus labels = WindowManager.getImage("03-touching-labels");
        IJ.run("Correct Labels...");
        JFrame window = frame("Correct Labels");
        screen.touch(() -> {
            IJ.getInstance().setLocation(2, 2);
            labels.getWindow().setLocation(2, 90);
            window.setLocation(labels.getWindow().getWidth() + 10, 90);
            WindowManager.setCurrentWindow(labels.getWindow());
            labels.setRoi(new Rectangle(20, 20, 60, 60));
            press(window, "Delete");
        });
        assertThat(labels.getWindow().getTitle()).doesNotContain("90 objects").contains("corrected");
        assertThat(labels.getStatistics().max).isLessThanOrEqualTo(90);
        screen.touch(() -> press(window, "Undo"));
        Screen.await("the objects", () -> Optional.of(labels).filter(one -> one.getStatistics().max == 90));
        screen.touch(() -> {
            labels.setRoi(new Line(10, 10, 120, 120));
            press(window, "Merge");
        });
        screen.keep("correct-labels", labels.getWindow(), window);
        screen.touch(window::dispose);
        labels.changes = false;
    }

    /** The menu hangs where AWT's own menus do without a window manager; elsewhere the picture shows something else. */
    @Test
    void theMenu() {
        closeAll();
        ImageJ imagej = IJ.getInstance();
        screen.touch(() -> imagej.setLocation(2, 2));
        BufferedImage before = screen.look(imagej);
        screen.click(imagej, 320, 12);
        screen.click(imagej, 300, 156);
        BufferedImage open = screen.look(imagej);
        screen.keep("install-menu", 0, 0, 700, 500);
        screen.click(imagej, 900, 700);

        long changed = IntStream.range(0, open.getWidth() * open.getHeight())
                .filter(i -> open.getRGB(i % open.getWidth(), i / open.getWidth())
                        != before.getRGB(i % open.getWidth(), i / open.getWidth()))
                .count();
        assertThat(changed).as("what the menu hides").isGreaterThan(500);
    }
}

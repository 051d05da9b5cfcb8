package io.fovea.imagej;

import static org.assertj.core.api.Assertions.assertThat;

import ij.CompositeImage;
import ij.IJ;
import ij.ImageJ;
import ij.ImagePlus;
import ij.ImageStack;
import ij.WindowManager;
import ij.gui.Roi;
import ij.macro.Interpreter;
import ij.measure.ResultsTable;
import ij.plugin.frame.Recorder;
import ij.plugin.frame.RoiManager;
import ij.process.ImageProcessor;
import ij.process.ShortProcessor;
import java.awt.Button;
import java.awt.Choice;
import java.awt.Dialog;
import java.awt.TextField;
import java.awt.event.KeyEvent;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledIf;
import org.junit.jupiter.api.io.TempDir;

/** Channels, slices and frames in real windows: what the dialog says and asks, what is recorded, and where the answer stands. */
@Tag("display")
@DisabledIf(
        value = "java.awt.GraphicsEnvironment#isHeadless",
        disabledReason = "There is no display. Run with one, or under xvfb-run, to test windows.")
@Timeout(120)
class StackWindowsTest {
    @TempDir
    static Path folder;

    private static Screen screen;
    private static Path model;
    private static Path stains;

    @BeforeAll
    static void openImageJ() throws Exception {
        screen = Screen.open();
        model = TestModels.trimap(Files.createDirectory(folder.resolve("my models")));
        stains = TestModels.stains(folder);
        ImageJLauncher.open(List.of());
        IJ.getInstance().exitWhenQuitting(false);
    }

    @BeforeEach
    void tidy() {
        Screen.tidy();
    }

    @AfterEach
    void closeAll() {
        Screen.closeAll();
    }

    /** Three stains of five slices, 16-bit; DAPI has nuclei, one more in each slice. Slice 3 of DAPI is on show. */
    private static ImagePlus composite() {
        ImagePlus stack = IJ.createHyperStack("stains.tif", 240, 180, 3, 5, 1, 16);
        for (int c = 1; c <= 3; c++) {
            for (int z = 1; z <= 5; z++) {
                ImageProcessor pixels = new ShortProcessor(240, 180);
                pixels.setColor(20_000);
                for (int i = 0; c == 2 && i < z; i++) {
                    pixels.fillOval(10 + 45 * i, 60, 30, 30);
                }
                pixels.setColor(9000);
                if (c != 2) {
                    pixels.fill(new Roi(20, 30 * c, 200, 60));
                }
                int index = stack.getStackIndex(c, z, 1);
                stack.getStack().setProcessor(pixels, index);
                stack.getStack()
                        .setSliceLabel(List.of("actin", "DAPI", "tubulin").get(c - 1), index);
            }
        }
        ImagePlus composite = new CompositeImage(stack, CompositeImage.COMPOSITE);
        composite.setPosition(2, 3, 1);
        composite.setDisplayRange(0, 20_000);
        return composite;
    }

    private static Dialog start(String command) {
        IJ.doCommand(command);
        return Screen.dialog(command.replace("...", ""));
    }

    private static List<String> items(Choice choice) {
        return IntStream.range(0, choice.getItemCount())
                .mapToObj(choice::getItem)
                .toList();
    }

    private static ImagePlus shown(String title) {
        return Screen.await("the image " + title, () -> Optional.ofNullable(WindowManager.getImage(title))
                .filter(found -> found.getWindow() != null && found.getWindow().isShowing()));
    }

    private static void useModel(Dialog dialog, Path file) {
        screen.touch(() -> Screen.parts(dialog, TextField.class).get(0).setText(file.toString()));
    }

    private static Choice choice(Dialog dialog, String item) {
        return Screen.parts(dialog, Choice.class).stream()
                .filter(each -> items(each).contains(item))
                .findFirst()
                .orElseThrow();
    }

    private static String recorded(Recorder recorder) {
        return Screen.await("the recorder", () -> recorder.getText()
                .lines()
                .filter(text -> text.startsWith("run(\"Segment...\", "))
                .findFirst());
    }

    @Test
    void channelAndSliceAreNamedAskedRecordedAndAnswered() {
        Recorder recorder = new Recorder(true);
        recorder.setLocation(20, 560);
        try {
            composite().show();
            Dialog dialog = start("Segment...");
            screen.keep("segment-dialog-of-stains", dialog);
            useModel(dialog, model);
            String onShow = "2 (DAPI), on show; all, if the model takes 3 channels";
            assertThat(items(choice(dialog, onShow))).containsExactly(onShow, "1 (actin)", "2 (DAPI)", "3 (tubulin)");
            assertThat(items(choice(dialog, "all 5"))).containsExactly("all 5", "3, on show");
            screen.touch(() -> choice(dialog, "3, on show").select("3, on show"));
            screen.press(dialog, "OK");

            ImagePlus labels = shown("stains-labels");
            assertThat(labels.getStatistics().max).isEqualTo(3);
            Screen.await("the count in the title", () -> Optional.of(
                            labels.getWindow().getTitle())
                    .filter("stains-labels - 3 objects, channel 2 (DAPI)"::equals));
            ResultsTable counts = Screen.await(
                    "the counts", () -> Optional.ofNullable(ResultsTable.getResultsTable("Segment Summary")));
            assertThat(counts.getValue("Channel", 0)).isEqualTo(2);
            assertThat(counts.getValue("Slice", 0)).isEqualTo(3);
            assertThat(counts.getValue("Objects", 0)).isEqualTo(3);
            String line = recorded(recorder);
            assertThat(line).contains(" channel=2 slice=3 frame=[]", "whole=false", "link=none");
            assertThat(labels.getWindow().createSubtitle())
                    .startsWith("\"3 objects, channel 2 (DAPI)\"; 240x180 pixels");
            labels.getWindow().setLocation(400, 150);
            WindowManager.getFrame("Segment Summary").setLocation(20, 400);
            screen.shoot("segmented-stack");
            short[] first = ((short[]) labels.getProcessor().getPixels()).clone();
            labels.getWindow().getCanvas().zoomIn(5, 5);
            assertThat(labels.getWindow().getTitle())
                    .startsWith("stains-labels")
                    .endsWith(" - 3 objects, channel 2 (DAPI)");
            closeAll();

            ImagePlus again = composite();
            again.setPosition(1, 1, 1);
            again.show();
            new Interpreter().run(line);

            assertThat((short[]) shown("stains-labels").getProcessor().getPixels())
                    .isEqualTo(first);
        } finally {
            recorder.close();
        }
    }

    @Test
    void aModelOfTwoStainsAsksOnceWhichIsWhich() {
        Recorder recorder = new Recorder(true);
        try {
            for (int i = 0; i < 2; i++) {
                composite().show();
                Dialog dialog = start("Segment...");
                useModel(dialog, stains);
                screen.press(dialog, "OK");
                Dialog channels = Screen.dialog("Channels");
                List<Choice> choices = Screen.parts(channels, Choice.class);
                assertThat(choices).hasSize(2);
                if (i == 0) {
                    screen.touch(() -> choices.get(0).select("3 (tubulin)"));
                    screen.shoot("channels-dialog");
                }
                assertThat(choices.get(0).getSelectedItem()).isEqualTo("3 (tubulin)");
                screen.press(channels, "OK");
                shown("stains-labels");
                assertThat(recorded(recorder)).contains(" channel=3,2 ");
                WindowManager.getImage("stains-labels").close();
                WindowManager.getImage("stains.tif").close();
            }
        } finally {
            recorder.close();
        }
    }

    @Test
    void aDialogBeginsWithWhatWasGivenLastAndAMacroDoesNot() {
        composite().show();
        Dialog dialog = start("Segment...");
        useModel(dialog, model);
        screen.touch(() -> {
            Screen.parts(dialog, TextField.class).get(1).setText("1");
            TextField least = Screen.parts(dialog, TextField.class).stream()
                    .filter(field -> field.getText().equals("20"))
                    .findFirst()
                    .orElseThrow();
            least.setText("33");
        });
        screen.press(dialog, "OK");
        shown("stains-labels");
        closeAll();

        composite().show();
        Dialog next = start("Segment...");
        screen.shoot("segment-remembered-dialog");
        assertThat(Screen.parts(next, TextField.class))
                .extracting(TextField::getText)
                .contains("33");
        assertThat(Screen.parts(next, Choice.class).get(0).getSelectedItem()).isEqualTo(model.toString());
        assertThat(choice(next, "all 5").getSelectedItem()).isEqualTo("all 5");
        screen.press(next, "Cancel");
        CommandCall call = CommandCall.prepare(Scijava.context(), "io.fovea.command.SegmentCommand");
        assertThat(call.keys())
                .filteredOn(key -> key.name().equals("minsize"))
                .extracting(CommandKey::text)
                .containsExactly("20");
    }

    @Test
    void labelsAreNotSegmentedAgainUnasked() {
        composite().show();
        IJ.run("Segment...", "model=[" + model + "] channel=2 slice=3");
        shown("stains-labels");

        Dialog question = start("Segment...");
        screen.shoot("segment-again");
        assertThat(Screen.parts(question, Button.class))
                .extracting(Button::getLabel)
                .anyMatch(label -> label.contains("Cancel"));
        screen.press(question, "Cancel");

        assertThat(WindowManager.getImageTitles()).hasSize(2);
    }

    @Test
    void theRoiManagerKeepsTheNamesOfObjectsOfStacks() {
        composite().show();

        IJ.run("Segment...", "model=[" + model + "] channel=2 link=slices rois table");

        RoiManager manager = RoiManager.getInstance();
        assertThat(manager.getCount()).isEqualTo(15);
        ResultsTable results = ResultsTable.getResultsTable();
        for (int row = 0; row < 15; row++) {
            assertThat(manager.getName(row)).isEqualTo(results.getStringValue("ROI", row));
        }
        assertThat(manager.getName(14)).isEqualTo("z0005-0005");
        screen.shoot("linked-stack");
        assertThat(shown("stains-labels").getWindow().getTitle())
                .isEqualTo("stains-labels - 5 objects through 5 slices, channel 2 (DAPI)");
    }

    @Test
    void theStatusBarNamesThePlaneAndEscapeEndsTheCommandBetweenPlanes() {
        int planes = 2000;
        ImageProcessor pixels = new ShortProcessor(200, 200);
        pixels.setColor(9000);
        for (int i = 0; i < 16; i++) {
            pixels.fillOval(5 + 50 * (i % 4), 5 + 50 * (i / 4), 30, 30);
        }
        ImageStack stack = new ImageStack(200, 200);
        for (int i = 0; i < planes; i++) {
            stack.addSlice(pixels); // the same pixels: no memory
        }
        new ImagePlus("long.tif", stack).show();
        Dialog dialog = start("Segment...");
        useModel(dialog, model);
        screen.press(dialog, "OK");
        Screen.await("the plane in the status bar", () -> Optional.of(ImageJ.getStatusBarText())
                .filter(text -> text.matches("Segmenting long\\.tif, slice [2-9]\\d* of 2000.*")));

        Instant pressed = Instant.now();
        IJ.setKeyDown(KeyEvent.VK_ESCAPE);
        Screen.await("the end of Segment...", () -> Optional.of(ImageJ.getStatusBarText())
                .filter("Segment... cancelled"::equals));

        // A second, and more for a machine that is busy.
        assertThat(Duration.between(pressed, Instant.now())).isLessThan(Duration.ofSeconds(10));
        assertThat(WindowManager.getImageTitles()).containsExactly("long.tif");
    }
}

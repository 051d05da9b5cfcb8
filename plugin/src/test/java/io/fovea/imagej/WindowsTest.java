package io.fovea.imagej;

import static org.assertj.core.api.Assertions.assertThat;

import ij.IJ;
import ij.ImageJ;
import ij.ImagePlus;
import ij.Menus;
import ij.WindowManager;
import ij.gui.GenericDialog;
import ij.gui.Roi;
import ij.macro.Interpreter;
import ij.measure.ResultsTable;
import ij.plugin.frame.Recorder;
import ij.plugin.frame.RoiManager;
import ij.process.ByteProcessor;
import ij.process.ImageProcessor;
import io.fovea.image.Image;
import io.fovea.model.ModelLibrary;
import io.fovea.session.Device;
import io.fovea.task.Monitor;
import io.fovea.task.Segmentation;
import io.fovea.task.Segmenter;
import java.awt.Checkbox;
import java.awt.Choice;
import java.awt.Dialog;
import java.awt.Menu;
import java.awt.MenuItem;
import java.awt.Rectangle;
import java.awt.TextField;
import java.awt.event.ActionEvent;
import java.awt.image.BufferedImage;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledIf;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** ImageJ in real windows: the menu, the dialog, the recorder, what is shown and what is active. */
@Tag("display")
@DisabledIf(
        value = "java.awt.GraphicsEnvironment#isHeadless",
        disabledReason = "There is no display. Run with one, or under xvfb-run, to test windows.")
@Timeout(120)
class WindowsTest {
    @TempDir
    static Path folder;

    private static Screen screen;
    private static Path model;
    private static Path image;

    @BeforeAll
    static void openImageJ() throws Exception {
        screen = Screen.open();
        model = TestModels.trimap(Files.createDirectory(folder.resolve("my models")));
        image = folder.resolve("cells.png");
        IJ.save(cells("cells"), image.toString());
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

    /** Twelve bright discs, three pairs of which nearly touch. */
    private static ImagePlus cells(String title) {
        ImageProcessor pixels = new ByteProcessor(320, 240);
        pixels.setColor(30);
        pixels.fill();
        pixels.setColor(210);
        for (int i = 0; i < 12; i++) {
            int x = 20 + 70 * (i % 4) + (i % 2 == 1 ? -22 : 0);
            int y = 20 + 75 * (i / 4);
            pixels.fillOval(x, y, 44, 38 + 2 * i);
        }
        return new ImagePlus(title, pixels);
    }

    private static MenuItem menu(String command) {
        Menu fovea = Menus.getImageJMenu("Plugins>Fovea");
        for (int i = 0; i < fovea.getItemCount(); i++) {
            if (fovea.getItem(i).getLabel().equals(command)) {
                return fovea.getItem(i);
            }
        }
        throw new AssertionError("No " + command + " in Plugins>Fovea");
    }

    /** Chooses a command in the menu, types a model file into its dialog, ticks some flags, and presses OK. */
    private static void choose(String command, Path modelFile, int... flags) {
        Dialog dialog = dialogOf(command);
        screen.touch(() -> {
            Screen.parts(dialog, TextField.class).get(0).setText(modelFile.toString());
            for (int flag : flags) {
                Screen.parts(dialog, Checkbox.class).get(flag).setState(true);
            }
        });
        screen.shoot(fileName(command) + "-dialog");
        screen.press(dialog, "OK");
    }

    private static Dialog dialogOf(String command) {
        MenuItem item = menu(command);
        IJ.getInstance().actionPerformed(new ActionEvent(item, ActionEvent.ACTION_PERFORMED, item.getLabel()));
        return Screen.dialog(command.replace("...", ""));
    }

    private static String fileName(String command) {
        return command.replace("...", "").toLowerCase(Locale.ROOT).replace(' ', '-');
    }

    private static ImagePlus shown(String title) {
        return Screen.await("the image " + title, () -> Optional.ofNullable(WindowManager.getImage(title))
                .filter(found -> found.getWindow() != null && found.getWindow().isShowing()));
    }

    private static Set<Integer> colours(BufferedImage of) {
        Set<Integer> colours = new HashSet<>();
        for (int i = 0; i < of.getWidth() * of.getHeight(); i++) {
            int rgb = of.getRGB(i % of.getWidth(), i / of.getWidth());
            int spread = Math.abs((rgb >> 16 & 255) - (rgb >> 8 & 255)) + Math.abs((rgb >> 8 & 255) - (rgb & 255));
            if (spread > 60) {
                colours.add(rgb);
            }
        }
        return colours;
    }

    @Test
    void theMenuOpensADialogAndShowsLabelsOutlinesAndResults() {
        ImageJLauncher.open(List.of(image));
        IJ.getInstance().exitWhenQuitting(false);

        choose("Segment...", model, 0, 1);

        ImagePlus labels = shown("cells-labels");
        assertThat(labels.getStatistics().max).isEqualTo(12);
        ImagePlus source = shown("cells.png");
        Screen.await("the outlines", () -> Optional.ofNullable(source.getOverlay()));
        assertThat(source.getOverlay().size()).isEqualTo(12);
        assertThat(ResultsTable.getResultsTable().size()).isEqualTo(12);
        assertThat(WindowManager.getCurrentImage()).isSameAs(labels);
        labels.getWindow().setLocation(20, 480);
        source.getWindow().setLocation(380, 480);
        WindowManager.getFrame("Results").setLocation(20, 150);
        Screen.await("the number of objects in the status bar", () -> Optional.of(ImageJ.getStatusBarText())
                .filter(text -> text.startsWith("cells.png: 12 objects in ")));
        screen.shoot("segmented");
        assertThat(colours(screen.look(labels.getWindow().getCanvas()))).hasSizeGreaterThanOrEqualTo(10);
        assertThat(colours(screen.look(source.getWindow().getCanvas()))).hasSizeGreaterThanOrEqualTo(10);
    }

    @ParameterizedTest
    @ValueSource(strings = {"01-sparse.png", "03-touching.png", "06-16bit.tif", "08-stained.png"})
    void theMenuGivesTheLabelsOfTheCommandLine(String name) {
        Path file = Path.of(System.getProperty("fovea.root"), "test-images", "nuclei", name);
        Assumptions.assumeTrue(ModelLibrary.names().contains("nuclei-trimap"), "This build ships no models.");
        ImageJLauncher.open(List.of(file));
        IJ.getInstance().exitWhenQuitting(false);

        choose("Segment...", Path.of(""), 0);

        ImagePlus labels = shown(name.replaceFirst("\\..*", "-labels"));
        int[] expected;
        try (Segmenter segmenter = Segmenter.open(ModelLibrary.find("nuclei-trimap"), Device.AUTO)) {
            expected = segmenter
                    .segment(Image.read(file), Monitor.NONE)
                    .instances(Segmentation.DEFAULT_MIN_SIZE)
                    .labels();
        }
        int[] actual = new int[expected.length];
        for (int i = 0; i < actual.length; i++) {
            actual[i] = labels.getProcessor().get(i);
        }
        assertThat(actual).isEqualTo(expected);
        labels.getWindow().setLocation(20, 300);
        shown(name).getWindow().setLocation(60 + labels.getWindow().getWidth(), 300);
        screen.shoot("nuclei-" + name.replaceFirst("\\..*", ""));
    }

    @ParameterizedTest
    @ValueSource(strings = {"Explain...", "Activations...", "Filter Patterns...", "Filter-Detect-Condense..."})
    void whatANetworkSeesIsShownAsTheDialogComes(String command) {
        Assumptions.assumeTrue(ModelLibrary.names().contains("digits"), "This build ships no models.");
        ImageJLauncher.open(List.of(Path.of(System.getProperty("fovea.root"), "test-images", "digits", "font-7.png")));
        IJ.getInstance().exitWhenQuitting(false);
        ImagePlus digit = shown("font-7.png");

        Dialog dialog = dialogOf(command);
        screen.shoot(fileName(command) + "-dialog");
        if (command.equals("Filter Patterns...")) {
            List<TextField> fields = Screen.parts(dialog, TextField.class);
            screen.touch(() -> {
                fields.get(3).setText("4");
                fields.get(6).setText("60");
            });
        }
        screen.press(dialog, "OK");

        ImagePlus made =
                Screen.await("what " + command + " shows", () -> Optional.ofNullable(WindowManager.getCurrentImage())
                        .filter(found -> found != digit
                                && found.getWindow() != null
                                && found.getWindow().isShowing()));
        Screen.await("the end of " + command, () -> Optional.of(command).filter(WindowsTest::isDone));
        screen.shoot(fileName(command));
        assertThat(made.getStatistics().stdDev).isPositive();
    }

    /** ImageJ runs each command of its menus in a thread of its name. */
    private static boolean isDone(String command) {
        return Thread.getAllStackTraces().keySet().stream()
                .noneMatch(thread -> thread.getName().equals("Run$_" + command));
    }

    @Test
    void theDialogOffersTheShippedModelsThatSegment() {
        Assumptions.assumeTrue(ModelLibrary.names().contains("nuclei-trimap"), "This build ships no models.");
        cells("cells").show();
        CommandCall call = CommandCall.prepare(Scijava.context(), "io.fovea.command.SegmentCommand");
        Thread asking = new Thread(() -> CommandDialog.ask(call));
        asking.start();
        Dialog dialog = Screen.dialog("Segment");
        Choice models = Screen.parts(dialog, Choice.class).get(0);
        List<String> names = IntStream.range(0, models.getItemCount())
                .mapToObj(models::getItem)
                .toList();
        screen.press(dialog, "Cancel");

        assertThat(names).contains("nuclei-trimap").doesNotContain("digits").isSubsetOf(ModelLibrary.names());
    }

    @Test
    void classesAndLayersAreListsOfTheModelThatIsChosen() {
        Assumptions.assumeTrue(ModelLibrary.names().contains("digits"), "This build ships no models.");
        cells("cells").show();
        CommandCall call = CommandCall.prepare(Scijava.context(), "io.fovea.command.ExplainImageCommand");
        Thread asking = new Thread(() -> CommandDialog.ask(call));
        asking.start();
        Dialog dialog = Screen.dialog("Explain");
        List<Choice> lists = Screen.parts(dialog, Choice.class);
        Choice classes = lists.get(2);
        Screen.await("the digits", () -> Optional.of(classes).filter(list -> list.getItemCount() == 11));
        assertThat(classes.getItem(0)).isEqualTo("the top class");
        assertThat(classes.getItem(8)).isEqualTo("7");
        screen.shoot("explain-lists-dialog");
        screen.touch(() -> Screen.parts(dialog, TextField.class)
                .get(0)
                .setText(TestModels.trimap(folder).toString()));
        Screen.await("the classes of a trimap", () -> Optional.of(classes).filter(list -> list.getItemCount() == 4));
        Choice layers = lists.get(3);
        assertThat(layers.getItemCount()).isEqualTo(2);
        screen.touch(() -> {
            classes.select("contour");
            layers.select("scores");
        });
        screen.press(dialog, "OK");
        Screen.await("the end of asking", () -> Optional.of(asking).filter(thread -> !thread.isAlive()));

        assertThat(call.keys().stream()
                        .filter(key -> key.name().equals("classes"))
                        .map(CommandKey::text))
                .containsExactly("contour");
        assertThat(call.keys().stream()
                        .filter(key -> key.name().equals("layers"))
                        .map(CommandKey::text))
                .containsExactly("scores");
    }

    @Test
    void whatTheRecorderWritesGivesTheSameLabels() {
        Recorder recorder = new Recorder(true);
        recorder.setLocation(20, 500);
        try {
            cells("cells").show();
            choose("Segment...", model, 0);
            short[] first = ((short[]) shown("cells-labels").getProcessor().getPixels()).clone();
            String recorded = Screen.await("the recorder", () -> Optional.of(recorder.getText())
                    .filter(text -> text.contains("Segment...\", ")));
            String line = recorded.lines()
                    .filter(text -> text.startsWith("run(\"Segment...\""))
                    .findFirst()
                    .orElseThrow();
            assertThat(line)
                    .contains(
                            "model=[" + model + "]",
                            "output=labels",
                            "minsize=" + Segmentation.DEFAULT_MIN_SIZE,
                            " overlay ",
                            "table=false");
            screen.shoot("recorded");
            Screen.closeWindows();

            cells("cells").show();
            new Interpreter().run(line);

            assertThat((short[]) shown("cells-labels").getProcessor().getPixels())
                    .isEqualTo(first);
            assertThat(WindowManager.getImage("cells").getOverlay().size()).isEqualTo(12);
        } finally {
            recorder.close();
        }
    }

    @Test
    void aMacroInBatchModeWorksOnItsOwnImageWhileAnotherIsInAWindow() {
        IJ.createImage("window", "8-bit black", 50, 40, 1).show();

        String result = IJ.runMacro(
                """
                setBatchMode(true);
                open("%s");
                run("Segment...", "model=[%s] overlay=false");
                getStatistics(area, mean, min, max);
                return getTitle() + " " + max + " " + getWidth();
                """
                        .formatted(PlainImageJ.escape(image), PlainImageJ.escape(model)));

        assertThat(result).isEqualTo("cells-labels 12 320");
        assertThat(WindowManager.getImageTitles()).containsExactly("window");
    }

    @Test
    void anImageGivenToRunIsTakenAndItsLabelsAreActive() {
        IJ.createImage("window", "8-bit black", 50, 40, 1).show();
        ImagePlus hidden = cells("hidden");

        IJ.run(hidden, "Segment...", "model=[" + model + "] overlay");

        assertThat(hidden.getOverlay().size()).isEqualTo(12);
        assertThat(WindowManager.getCurrentImage().getTitle()).isEqualTo("hidden-labels");
    }

    @Test
    void outlinesAreAppendedToTheRoiManager() {
        RoiManager manager = new RoiManager();
        manager.addRoi(new Roi(1, 2, 3, 4));
        cells("cells").show();

        IJ.run("Segment...", "model=[" + model + "] rois");

        assertThat(manager.getCount()).isEqualTo(13);
        assertThat(manager.getRoi(0).getBounds()).isEqualTo(new Rectangle(1, 2, 3, 4));
        assertThat(manager.getRoi(12).getName()).isEqualTo("0012");
    }

    @Test
    void anErrorInAMacroIsShownAndEndsIt() {
        cells("cells").show();
        Thread macro = new Thread(
                () -> IJ.runMacro("run('Segment...', 'modle=x'); newImage('went on', '8-bit', 9, 9, 1);"), "Macro$");
        macro.start();

        Dialog dialog = Screen.dialog("Macro Error");
        screen.shoot("error");
        assertThat(((GenericDialog) dialog).getMessage().toString()).isNotEmpty();
        screen.press(dialog, "OK");

        assertThat(WindowManager.getImage("went on")).isNull();
    }

    @Test
    void theListForNoDisplayIsWhatImageJsMenusHold() {
        // ImageJ's table is of a raw type.
        @SuppressWarnings("unchecked")
        Map<String, String> menus = new TreeMap<>((Map<String, String>) Menus.getCommands());
        FoveaMenu.entries().forEach(entry -> menus.remove(entry.command()));

        assertThat(HeadlessCommands.list()).containsExactlyInAnyOrderEntriesOf(menus);
    }
}

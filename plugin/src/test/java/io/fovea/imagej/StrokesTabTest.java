package io.fovea.imagej;

import static org.assertj.core.api.Assertions.assertThat;

import ij.IJ;
import ij.ImagePlus;
import ij.WindowManager;
import ij.gui.ImageCanvas;
import ij.gui.ImageRoi;
import ij.gui.Line;
import ij.gui.Overlay;
import ij.gui.PointRoi;
import ij.gui.Roi;
import ij.gui.Toolbar;
import ij.plugin.frame.RoiManager;
import ij.process.ImageProcessor;
import io.fovea.model.Card;
import io.fovea.model.Model;
import java.awt.Dialog;
import java.awt.EventQueue;
import java.awt.Window;
import java.awt.event.InputEvent;
import java.awt.event.MouseEvent;
import java.awt.event.WindowEvent;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import javax.swing.JCheckBox;
import javax.swing.JComboBox;
import javax.swing.JFrame;
import javax.swing.JList;
import javax.swing.JOptionPane;
import javax.swing.JTabbedPane;
import javax.swing.JTextArea;
import javax.swing.JTextField;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledIf;
import org.junit.jupiter.api.io.TempDir;

/** Painting classes on open images, while what is learnt lies over them. */
@Tag("display")
@DisabledIf(
        value = "java.awt.GraphicsEnvironment#isHeadless",
        disabledReason = "There is no display. Run with one, or under xvfb-run, to test windows.")
@Timeout(120)
class StrokesTabTest {
    @TempDir
    private static Path folder;

    private final Screen screen = Screen.open();
    private JFrame window;

    @BeforeEach
    void open() {
        ImageJLauncher.open(List.of());
        IJ.getInstance().exitWhenQuitting(false);
        Screen.tidy();
        Path base = TestModels.trimap(folder);
        ImagePlus image = field("field", 1);
        image.show();
        IJ.run("Train...");
        window = Screen.await("the window", StrokesTabTest::found);
        screen.touch(() ->
                Screen.parts(window.getContentPane(), JComboBox.class).get(0).setSelectedItem(base.toString()));
    }

    @AfterEach
    void close() {
        screen.touch(() -> TrainWindow.forget());
        Screen.closeAll();
    }

    private static Optional<JFrame> found() {
        return Arrays.stream(Window.getWindows())
                .filter(window ->
                        window.isShowing() && window instanceof JFrame frame && "Train".equals(frame.getTitle()))
                .map(JFrame.class::cast)
                .findFirst();
    }

    /** Two rectangles, brighter than the ground by 40. */
    private static ImagePlus field(String title, int planes) {
        ImagePlus image = IJ.createImage(title, "8-bit black", 100, 80, planes);
        for (int plane = 1; plane <= planes; plane++) {
            ImageProcessor pixels = image.getStack().getProcessor(plane);
            pixels.setColor(100);
            pixels.fill();
            pixels.setColor(140);
            pixels.fill(new Roi(10, 10, 20, 20));
            pixels.fill(new Roi(60, 40, 20, 10));
        }
        return image;
    }

    private void press(String label) {
        screen.touch(() -> Screen.button(window.getContentPane(), label).doClick());
    }

    /** Presses a button that asks first, and one of the question; gives the question. */
    private String press(String label, String answer) {
        EventQueue.invokeLater(
                () -> Screen.button(window.getContentPane(), label).doClick());
        JOptionPane question = Screen.await("the question", () -> Arrays.stream(Window.getWindows())
                .filter(one -> one.isShowing() && one instanceof Dialog dialog && label.equals(dialog.getTitle()))
                .flatMap(one -> Screen.parts((Dialog) one, JOptionPane.class).stream())
                .findFirst());
        screen.touch(() -> Screen.button(question, answer).doClick());
        Screen.await("the end of the question", () -> Optional.of(question).filter(one -> !one.isShowing()));
        return String.valueOf(question.getMessage());
    }

    private void choose(int row) {
        screen.touch(
                () -> Screen.parts(window.getContentPane(), JList.class).get(0).setSelectedIndex(row));
    }

    private void stroke(ImagePlus image, int row, Roi roi) {
        choose(row);
        screen.touch(() -> {
            WindowManager.setCurrentWindow(image.getWindow());
            image.setRoi(roi);
        });
        press("Take Selection");
        assertThat(image.getRoi()).isNull();
    }

    private String status(Predicate<String> as) {
        return Screen.await("the status", () -> Optional.of(Screen.parts(window.getContentPane(), JTextArea.class)
                        .get(0)
                        .getText())
                .filter(as));
    }

    private static ImageRoi prediction(ImagePlus image, Predicate<ImageProcessor> as) {
        return Screen.await("the prediction", () -> Optional.ofNullable(image.getOverlay())
                .flatMap(all -> Optional.ofNullable((ImageRoi) all.get("prediction")))
                .filter(layer -> as.test(layer.getProcessor())));
    }

    private static boolean isColored(ImageProcessor pixels, int x, int y) {
        return (pixels.get(x, y) & 0xffffff) != 0;
    }

    @Test
    void thePredictionFollowsTheStrokesAndTheModelIsSaved() throws Exception {
        ImagePlus image = WindowManager.getImage("field");
        image.setOverlay(new Overlay(new Roi(1, 2, 3, 4)));
        stroke(image, 1, new Roi(12, 12, 5, 5));
        assertThat(status(text -> text.contains("Paint"))).isEqualTo("Paint a stroke of background.");
        stroke(image, 0, new Line(5, 70, 90, 70));

        ImageProcessor seen =
                prediction(image, pixels -> isColored(pixels, 70, 45)).getProcessor();
        assertThat(seen.get(70, 45) & 0xffffff).isEqualTo(0x00ff00);
        assertThat(isColored(seen, 25, 25)).isTrue();
        assertThat(isColored(seen, 45, 20)).isFalse();
        assertThat(isColored(seen, 90, 75)).isFalse();
        Overlay overlay = image.getOverlay();
        assertThat(overlay.get("least sure")).isNotNull();
        assertThat(overlay.get("background")).isInstanceOf(Line.class);
        assertThat(overlay.get(0).getBounds()).isEqualTo(new Roi(1, 2, 3, 4).getBounds());
        assertThat(status(text -> text.contains("least sure"))).contains("pixels on field, ");

        Path file = folder.resolve("my classes.onnx");
        screen.touch(() -> TrainWindow.strokes().save(file.toString()));
        assertThat(status(text -> text.contains("saved as"))).contains(file.toString());
        Card card = Model.read(file).card();
        assertThat(card.labels()).containsExactly("foreground", "background", "contour");
        assertThat(Files.size(file)).isPositive();
    }

    @Test
    void whatIsToBeSavedIsThoughTheWindowIsClosed() {
        ImagePlus image = WindowManager.getImage("field");
        screen.touch(() -> box("Learn while painting").doClick());
        stroke(image, 1, new Roi(12, 12, 5, 5));
        stroke(image, 0, new Line(5, 70, 90, 70));
        Path file = folder.resolve("closed.onnx");
        screen.touch(() -> {
            TrainWindow.strokes().save(file.toString());
            window.dispatchEvent(new WindowEvent(window, WindowEvent.WINDOW_CLOSING));
        });

        Screen.await("the model", () -> Optional.of(file).filter(Files::exists));
        assertThat(status(text -> text.contains("saved as"))).contains(file.toString());
        assertThat(image.getOverlay()).isNull();
    }

    @Test
    void strokesAreCorrectedAndUndone() {
        ImagePlus image = WindowManager.getImage("field");
        stroke(image, 1, new Roi(12, 12, 5, 5));
        stroke(image, 0, new Roi(40, 10, 5, 5));
        prediction(image, pixels -> isColored(pixels, 70, 45));

        // The bright is background now, and the dark is what is looked for.
        press("Undo");
        press("Undo");
        assertThat(Screen.await("nothing", () -> Optional.of(Optional.ofNullable(image.getOverlay()))
                        .filter(Optional::isEmpty)))
                .isEmpty();
        stroke(image, 0, new Roi(12, 12, 5, 5));
        stroke(image, 1, new PointRoi(42, 12));
        prediction(image, pixels -> !isColored(pixels, 70, 45) && isColored(pixels, 45, 20));
    }

    @Test
    void classesAreAddedAndRenamedAndRemoved() {
        ImagePlus image = WindowManager.getImage("field");
        image.getProcessor().setColor(180);
        image.getProcessor().fill(new Roi(60, 10, 20, 10));
        JTextField name = Screen.parts(window.getContentPane(), JTextField.class).stream()
                .filter(field ->
                        field.getParent().getComponentCount() == 2 && !(field.getParent() instanceof JComboBox))
                .findFirst()
                .orElseThrow();
        choose(1);
        screen.touch(() -> name.setText("cell"));
        press("Rename");
        screen.touch(() -> name.setText("spark"));
        press("New Class");
        stroke(image, 0, new Roi(40, 10, 5, 5));
        stroke(image, 1, new Roi(12, 12, 5, 5));
        assertThat(status(text -> text.contains("no stroke yet"))).contains("; no stroke yet of spark");
        stroke(image, 2, new Roi(62, 12, 5, 5));

        int spark = StrokeColors.of(2).getRGB() & 0xffffff;
        ImageProcessor seen = prediction(image, pixels -> (pixels.get(70, 15) & 0xffffff) == spark)
                .getProcessor();
        assertThat(seen.get(70, 45) & 0xffffff).isEqualTo(0x00ff00);
        screen.touch(() -> name.setText("Cell"));
        press("New Class");
        assertThat(status(text -> text.contains("already"))).contains("There is a class 'Cell' already");
        choose(2);
        assertThat(press("Remove", "Cancel"))
                .isEqualTo("Removing 'spark' takes its stroke away, on all images. Undo does not bring it back.");
        assertThat(Screen.parts(window.getContentPane(), JList.class)
                        .get(0)
                        .getModel()
                        .getSize())
                .isEqualTo(3);
        press("Remove", "Remove");
        prediction(image, pixels -> (pixels.get(70, 15) & 0xffffff) == 0x00ff00);
    }

    @Test
    void theMousePaints() {
        ImagePlus image = WindowManager.getImage("field");
        IJ.setTool(Toolbar.RECTANGLE);
        choose(1);
        drag(image, 12, 12, 18, 18);
        Screen.await("the stroke", () -> Optional.ofNullable(image.getOverlay()).map(all -> all.get("foreground")));
        assertThat(image.getRoi()).isNull();
        choose(0);
        drag(image, 40, 10, 50, 15);
        prediction(image, pixels -> isColored(pixels, 70, 45));

        // With the box cleared a selection is one again.
        screen.touch(() -> box("Selections are strokes").setSelected(false));
        drag(image, 40, 60, 50, 70);
        assertThat(image.getRoi()).isNotNull();
    }

    @Test
    void selectionsForSomethingElseAreLeft() {
        ImagePlus image = WindowManager.getImage("field");
        IJ.setTool(Toolbar.RECTANGLE);
        choose(1);
        JTabbedPane tabs =
                Screen.parts(window.getContentPane(), JTabbedPane.class).get(0);
        screen.touch(() -> tabs.setSelectedIndex(1));
        drag(image, 40, 60, 50, 70);
        assertThat(image.getRoi()).isNotNull();
        assertThat(image.getOverlay()).isNull();

        screen.touch(() -> tabs.setSelectedIndex(0));
        ResultMark.set(image, SegmentOutput.LABELS.meaning());
        drag(image, 12, 12, 18, 18);
        assertThat(image.getRoi()).isNotNull();
        assertThat(image.getOverlay()).isNull();
    }

    private JCheckBox box(String label) {
        return Screen.parts(window.getContentPane(), JCheckBox.class).stream()
                .filter(one -> label.equals(one.getText()))
                .findFirst()
                .orElseThrow();
    }

    private void drag(ImagePlus image, int x1, int y1, int x2, int y2) {
        ImageCanvas canvas = image.getCanvas();
        screen.touch(() -> {
            mouse(canvas, MouseEvent.MOUSE_PRESSED, x1, y1);
            mouse(canvas, MouseEvent.MOUSE_DRAGGED, (x1 + x2) / 2, (y1 + y2) / 2);
            mouse(canvas, MouseEvent.MOUSE_DRAGGED, x2, y2);
            mouse(canvas, MouseEvent.MOUSE_RELEASED, x2, y2);
        });
        screen.touch(() -> canvas.repaint());
    }

    private static void mouse(ImageCanvas canvas, int kind, int x, int y) {
        canvas.dispatchEvent(new MouseEvent(
                canvas,
                kind,
                System.currentTimeMillis(),
                InputEvent.BUTTON1_DOWN_MASK,
                canvas.screenX(x),
                canvas.screenY(y),
                1,
                false,
                MouseEvent.BUTTON1));
    }

    @Test
    void severalPlanesAndImagesTeachTogether() {
        ImagePlus image = WindowManager.getImage("field");
        ImagePlus stack = field("stack", 3);
        stack.show();
        stroke(image, 1, new Roi(12, 12, 5, 5));
        stack.setSlice(2);
        stroke(stack, 0, new Roi(40, 10, 5, 5));
        ImageRoi onSecond = prediction(stack, pixels -> isColored(pixels, 70, 45));
        assertThat(onSecond.getPosition()).isEqualTo(2);
        stack.setSlice(3);
        Screen.await("the prediction of the third", () -> Optional.ofNullable(stack.getOverlay())
                .map(all -> all.get("prediction"))
                .filter(layer -> layer.getPosition() == 3));
        assertThat(stack.getOverlay().get("background").getPosition()).isEqualTo(2);
        assertThat(status(text -> text.contains("planes"))).contains("on 2 planes");
    }

    @Test
    void strokesOfAClosedImageStillCount() throws Exception {
        ImagePlus first = WindowManager.getImage("field");
        stroke(first, 1, new Roi(12, 12, 5, 5));
        stroke(first, 0, new Roi(40, 10, 5, 5));
        prediction(first, pixels -> isColored(pixels, 70, 45));
        first.changes = false;
        screen.touch(first::close);
        ImagePlus second = field("second", 1);
        second.show();
        press("Take Image");

        prediction(second, pixels -> isColored(pixels, 70, 45));
        assertThat(second.getOverlay().get("background")).isNull();
        stroke(second, 0, new Roi(80, 70, 2, 2));
        assertThat(status(text -> text.contains("planes"))).contains("54 pixels on 2 planes, ");

        stroke(second, 1, new Roi(12, 12, 2, 2));
        Path other = TestModels.trimap(Files.createDirectory(folder.resolve("other")));
        screen.touch(() ->
                Screen.parts(window.getContentPane(), JComboBox.class).get(0).setSelectedItem(other.toString()));
        assertThat(status(text -> text.contains("without")))
                .startsWith("8 pixels on second (without the strokes on field, closed by now), ");
    }

    @Test
    void changedPixelsAreLookedAtAnew() {
        ImagePlus image = WindowManager.getImage("field");
        stroke(image, 1, new Roi(12, 12, 5, 5));
        stroke(image, 0, new Roi(40, 10, 5, 5));
        prediction(image, pixels -> isColored(pixels, 70, 45) && !isColored(pixels, 85, 75));

        image.getProcessor().setColor(140);
        image.getProcessor().fill(new Roi(80, 70, 20, 10));
        image.updateAndDraw();
        stroke(image, 0, new Roi(40, 20, 2, 2));
        prediction(image, pixels -> isColored(pixels, 70, 45) && isColored(pixels, 85, 75));
    }

    @Test
    void strokesOfAClosedStackGoToTheManagerAndNoneComesFromAPlaneThatIsNotThere() {
        ImagePlus image = WindowManager.getImage("field");
        ImagePlus stack = IJ.createHyperStack("stack", 100, 80, 1, 3, 2, 8);
        stack.show();
        stack.setPosition(1, 3, 2);
        stroke(stack, 1, new Roi(12, 12, 5, 5));
        stroke(image, 0, new Roi(40, 10, 5, 5));
        stack.changes = false;
        screen.touch(stack::close);
        press("To ROI Manager");
        RoiManager manager = Screen.await("the manager", () -> Optional.ofNullable(RoiManager.getInstance()));
        assertThat(manager.getRoisAsArray()).extracting(Roi::getName).containsExactly("foreground-1", "background-2");
        assertThat(manager.getRoisAsArray()[0].getZPosition()).isEqualTo(3);
        assertThat(manager.getRoisAsArray()[0].getTPosition()).isEqualTo(2);

        press("Clear Image", "Clear Image");
        ImagePlus flat = IJ.createHyperStack("flat", 100, 80, 1, 2, 2, 8);
        flat.show();
        screen.touch(() -> WindowManager.setCurrentWindow(flat.getWindow()));
        press("From ROI Manager");
        assertThat(status(text -> text.contains("has not")))
                .contains("'foreground-1' is on a plane that 'flat' has not");
        assertThat(flat.getOverlay()).isNull();
    }

    @Test
    void strokesGoToTheManagerAndBackAndTheImageIsLeftAsItWas() {
        ImagePlus image = WindowManager.getImage("field");
        stroke(image, 1, new Roi(12, 12, 5, 5));
        stroke(image, 0, new Line(5, 70, 90, 70));
        press("To ROI Manager");
        RoiManager manager = Screen.await("the manager", () -> Optional.ofNullable(RoiManager.getInstance()));
        assertThat(manager.getRoisAsArray()).extracting(Roi::getGroup).containsExactly(2, 1);
        assertThat(manager.getRoisAsArray()).extracting(Roi::getName).containsExactly("foreground-1", "background-2");

        assertThat(press("Clear Image", "Cancel"))
                .isEqualTo("Clearing 'field' takes its 2 strokes away, of all classes and planes."
                        + " Undo does not bring them back.");
        assertThat(image.getOverlay()).isNotNull();
        press("Clear Image", "Clear Image");
        Screen.await("nothing", () -> Optional.of(image).filter(one -> one.getOverlay() == null));
        press("From ROI Manager");
        prediction(image, pixels -> isColored(pixels, 70, 45));
        screen.keep("train-strokes", window);

        EventQueue.invokeLater(() -> window.dispatchEvent(new WindowEvent(window, WindowEvent.WINDOW_CLOSING)));
        Screen.await("the image as it was", () -> Optional.of(image).filter(one -> one.getOverlay() == null));
        IJ.run("Train...");
        Screen.await("the window", StrokesTabTest::found);
        prediction(image, pixels -> isColored(pixels, 70, 45));
    }
}

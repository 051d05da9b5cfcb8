package io.fovea.imagej;

import ij.IJ;
import ij.WindowManager;
import ij.measure.ResultsTable;
import ij.plugin.filter.Analyzer;
import ij.plugin.frame.RoiManager;
import java.awt.AWTException;
import java.awt.Button;
import java.awt.Component;
import java.awt.Container;
import java.awt.Dialog;
import java.awt.EventQueue;
import java.awt.Point;
import java.awt.Rectangle;
import java.awt.Robot;
import java.awt.Toolkit;
import java.awt.Window;
import java.awt.event.ActionEvent;
import java.awt.event.InputEvent;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.InvocationTargetException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import javax.imageio.ImageIO;
import javax.swing.JButton;

/** Eyes and a hand at the display that a test runs on. */
final class Screen {
    private static final Path SHOTS = Path.of("target", "screenshots");
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final Robot robot;

    private Screen(Robot robot) {
        this.robot = robot;
    }

    /** The display. */
    static Screen open() {
        try {
            return new Screen(new Robot());
        } catch (AWTException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Makes ImageJ forget what was given in the dialogs of earlier tests, and what they measured and met. */
    static void tidy() {
        for (FoveaMenu.Entry entry : FoveaMenu.entries()) {
            String name = entry.commandClass();
            CommandCall call = CommandCall.prepare(Scijava.context(), name);
            call.keys().forEach(new Remembered(call.name())::forget);
        }
        ResultsTable.getResultsTable().reset();
        IJ.getErrorMessage();
    }

    /** Closes every image and table. */
    static void closeWindows() {
        // Or ImageJ asks whether to save them.
        Analyzer.setUnsavedMeasurements(false);
        WindowManager.closeAllWindows();
    }

    /** Closes every image, every table and the ROI Manager. */
    static void closeAll() {
        closeWindows();
        if (RoiManager.getInstance() != null) {
            RoiManager.getInstance().reset();
            RoiManager.getInstance().close();
        }
    }

    /** Waits for something to be there. */
    static <T> T await(String what, Supplier<Optional<T>> look) {
        Instant end = Instant.now().plus(PATIENCE);
        while (Instant.now().isBefore(end)) {
            Optional<T> found = look.get();
            if (found.isPresent()) {
                return found.get();
            }
            try {
                Thread.sleep(50);
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        }
        throw new AssertionError("Waited in vain for " + what);
    }

    /** Waits for a dialog of a title. */
    static Dialog dialog(String title) {
        return await("the dialog " + title, () -> Arrays.stream(Window.getWindows())
                .filter(window ->
                        window.isShowing() && window instanceof Dialog dialog && title.equals(dialog.getTitle()))
                .map(Dialog.class::cast)
                .findFirst());
    }

    /** The first button of Swing's that says this. */
    static JButton button(Container in, String label) {
        return parts(in, JButton.class).stream()
                .filter(one -> label.equals(one.getText()))
                .findFirst()
                .orElseThrow();
    }

    /** The parts of a window of a class, in order. */
    static <T extends Component> List<T> parts(Container container, Class<T> type) {
        List<T> parts = new ArrayList<>();
        for (Component component : container.getComponents()) {
            if (type.isInstance(component)) {
                parts.add(type.cast(component));
            } else if (component instanceof Container inner) {
                parts.addAll(parts(inner, type));
            }
        }
        return parts;
    }

    /**
     * Presses a button of a window and waits until the window is gone. The press does not come from the mouse: without a
     * window manager AWT is not sure of where its windows are.
     */
    void press(Window window, String label) {
        Button button = parts(window, Button.class).stream()
                .filter(candidate -> candidate.getLabel().strip().equals(label))
                .findFirst()
                .orElseThrow();
        touch(() -> button.dispatchEvent(new ActionEvent(button, ActionEvent.ACTION_PERFORMED, label)));
        await("the end of " + window.getName(), () -> window.isShowing() ? Optional.empty() : Optional.of(true));
    }

    /** Clicks on a place of a window, with the mouse. */
    void click(Component window, int x, int y) {
        Point corner = window.getLocationOnScreen();
        settle();
        robot.mouseMove(corner.x + x, corner.y + y);
        robot.delay(200);
        robot.mousePress(InputEvent.BUTTON1_DOWN_MASK);
        robot.mouseRelease(InputEvent.BUTTON1_DOWN_MASK);
        robot.delay(700);
    }

    /**
     * Waits until what is to be done to windows is done. Not by Robot's own waiting: that is for a sign from the display, which comes
     * seconds late where nothing else happens.
     */
    private void settle() {
        try {
            // What is done may want more to be done.
            for (int i = 0; i < 3; i++) {
                Toolkit.getDefaultToolkit().sync();
                robot.delay(50);
                EventQueue.invokeAndWait(() -> {});
            }
        } catch (InterruptedException | InvocationTargetException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Changes what stands in a window once it is all there. */
    void touch(Runnable change) {
        settle();
        robot.delay(300);
        try {
            EventQueue.invokeAndWait(change);
        } catch (InterruptedException | InvocationTargetException e) {
            throw new IllegalStateException(e);
        }
    }

    /** What a window shows. */
    BufferedImage look(Component window) {
        settle();
        robot.delay(200);
        return robot.createScreenCapture(new Rectangle(window.getLocationOnScreen(), window.getSize()));
    }

    /** Keeps a picture of the whole display in {@code target/screenshots}. */
    void shoot(String name) {
        keep(name, new Rectangle(Toolkit.getDefaultToolkit().getScreenSize()));
    }

    /** Keeps a picture of a part of the display in {@code target/screenshots}. */
    void keep(String name, int x, int y, int width, int height) {
        keep(name, new Rectangle(x, y, width, height));
    }

    /** Keeps a picture of some windows and what is between them in {@code target/screenshots}. */
    void keep(String name, Component... windows) {
        settle();
        robot.delay(300);
        keep(
                name,
                Arrays.stream(windows)
                        .map(window -> new Rectangle(window.getLocationOnScreen(), window.getSize()))
                        .reduce(Rectangle::union)
                        .orElseThrow());
    }

    private void keep(String name, Rectangle part) {
        settle();
        robot.delay(300);
        try {
            Files.createDirectories(SHOTS);
            BufferedImage screen = robot.createScreenCapture(part);
            ImageIO.write(screen, "png", SHOTS.resolve(name + ".png").toFile());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

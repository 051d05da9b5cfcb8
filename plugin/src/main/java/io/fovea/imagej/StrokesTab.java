package io.fovea.imagej;

import ij.IJ;
import ij.ImagePlus;
import ij.WindowManager;
import ij.gui.Roi;
import ij.io.SaveDialog;
import io.fovea.FoveaException;
import io.fovea.imagej.StrokeSet.PaintedClass;
import java.awt.BorderLayout;
import java.awt.Component;
import java.awt.EventQueue;
import java.awt.GridLayout;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import javax.swing.BorderFactory;
import javax.swing.JButton;
import javax.swing.JCheckBox;
import javax.swing.JComboBox;
import javax.swing.JLabel;
import javax.swing.JPanel;
import javax.swing.JScrollPane;
import javax.swing.JSpinner;
import javax.swing.JTextArea;
import javax.swing.SpinnerNumberModel;
import javax.swing.Timer;

/**
 * Where classes are painted on open images, while what is learnt from the strokes lies over them. Used on the event thread; the
 * learning is done in another.
 */
final class StrokesTab extends JPanel {
    private static final long serialVersionUID = 1L;
    private static final int LOOK_MILLIS = 200;
    private static final String USUAL = "nuclei-trimap";

    private final transient StrokeSet set = new StrokeSet();
    private final transient StrokeLearner learner = new StrokeLearner(this::seen, this::say);
    private final transient Map<ImagePlus, Integer> channels = new LinkedHashMap<>();
    private final PaintedClassList classes = new PaintedClassList(set, this::changed, this::say);
    private final JComboBox<String> base = new JComboBox<>(new String[] {USUAL});
    private final JSpinner brush = new JSpinner(new SpinnerNumberModel(3, 1, 999, 1));
    private final JCheckBox paints = new JCheckBox("Selections are strokes", true);
    private final JCheckBox live = new JCheckBox("Learn while painting", true);
    private final JCheckBox shown = new JCheckBox("Show prediction", true);
    private final JTextArea status = new JTextArea(3, 40);
    private final Timer timer = new Timer(LOOK_MILLIS, event -> look());
    private transient Optional<StrokeListener> listener = Optional.empty();
    private transient Optional<StrokedPlane> asked = Optional.empty();
    private transient StrokeLearner.Learnt last = StrokeLearner.Learnt.nothing("");

    StrokesTab() {
        super(new BorderLayout(6, 6));
        setBorder(BorderFactory.createEmptyBorder(8, 8, 8, 8));
        lay();
    }

    private void lay() {
        JPanel width = new JPanel(new BorderLayout(4, 4));
        width.add(new JLabel("Width of lines and points"), BorderLayout.WEST);
        width.add(brush, BorderLayout.CENTER);
        JPanel layersOf = new JPanel(new BorderLayout(4, 4));
        layersOf.add(new JLabel("Features of"), BorderLayout.WEST);
        layersOf.add(base, BorderLayout.CENTER);
        base.setEditable(true);
        base.addActionListener(event -> ask());
        live.addActionListener(event -> toggle());
        shown.addActionListener(event -> draw());
        JPanel right = column(
                layersOf,
                width,
                paints,
                live,
                shown,
                row(button("Take Selection", this::addSelection), button("Take Image", this::addImage)),
                row(button("From ROI Manager", this::fromManager), button("To ROI Manager", this::toManager)),
                row(button("Undo", this::undo), button("Clear Image", this::clear)),
                row(button("Save Model...", this::save), button("Help", () -> TrainWindow.help("strokes"))));
        status.setEditable(false);
        status.setLineWrap(true);
        status.setWrapStyleWord(true);
        status.setBackground(getBackground());
        JPanel both = new JPanel(new BorderLayout(10, 10));
        both.add(classes, BorderLayout.CENTER);
        both.add(right, BorderLayout.EAST);
        add(both, BorderLayout.CENTER);
        add(new JScrollPane(status), BorderLayout.SOUTH);
    }

    private static JPanel column(Component... parts) {
        JPanel column = new JPanel(new GridLayout(0, 1, 4, 3));
        for (Component part : parts) {
            column.add(part);
        }
        return column;
    }

    private static JPanel row(JButton... buttons) {
        JPanel row = new JPanel(new GridLayout(1, 0, 4, 4));
        for (JButton button : buttons) {
            row.add(button);
        }
        return row;
    }

    private JButton button(String label, Runnable action) {
        return ActionButton.of(label, action, this::say);
    }

    /** Begins to listen to what is painted; lays the strokes that there are over their images. */
    void open() {
        if (listener.isEmpty()) {
            listener = Optional.of(StrokeListener.open(this::drawn));
            timer.start();
        }
        Patience.begin(() -> NamedModels.names(task -> true))
                .thenAccept(names -> EventQueue.invokeLater(() -> names.stream()
                        .filter(one -> IntStream.range(0, base.getItemCount())
                                .noneMatch(i -> base.getItemAt(i).equals(one)))
                        .forEach(base::addItem)));
        ImagePlus image = WindowManager.getCurrentImage();
        if (set.strokes().isEmpty() && image != null && ResultMark.of(image).isEmpty()) {
            join(image);
        }
        if (status.getText().isEmpty()) {
            say("Choose a class, then paint on the image with any of ImageJ's selection tools: a freehand line, say.");
        }
        draw();
        ask();
    }

    /**
     * Ends listening and learning, takes the layers off the images and frees the network, after what is to be saved was. The
     * strokes are kept.
     */
    void close() {
        listener.ifPresent(StrokeListener::close);
        listener = Optional.empty();
        timer.stop();
        learner.close();
        last = StrokeLearner.Learnt.nothing("");
        asked = Optional.empty();
        channels.keySet().forEach(StrokeLayers::clear);
    }

    private void join(ImagePlus image) {
        channels.computeIfAbsent(image, StrokedPlane::channelOnShow);
    }

    private StrokedPlane plane(ImagePlus image) {
        join(image);
        return StrokedPlane.of(image, channels.get(image));
    }

    /** What is selected on an answer, or while another tab is in front, is for something else, such as a correction. */
    private void drawn(ImagePlus image, Roi roi) {
        if (paints.isSelected() && isShowing() && ResultMark.of(image).isEmpty()) {
            paint(image, roi);
        }
    }

    private void paint(ImagePlus image, Roi roi) {
        Optional<PaintedClass> of = classes.chosen();
        if (of.isEmpty()) {
            say("Choose a class in the list first.");
            return;
        }
        boolean isSomething = set.paint(plane(image), of.get(), roi, width());
        image.deleteRoi();
        if (!isSomething) {
            say("That stroke has no pixel in the image.");
            return;
        }
        changed();
    }

    private int width() {
        return (Integer) brush.getValue();
    }

    private void changed() {
        classes.repaint();
        draw();
        ask();
    }

    private ImagePlus current() {
        ImagePlus image = WindowManager.getCurrentImage();
        if (image == null) {
            throw new FoveaException("There is no image open; open one, then paint on it.");
        }
        return image;
    }

    private void addSelection() {
        ImagePlus image = current();
        if (image.getRoi() == null) {
            throw new FoveaException("Nothing is selected on '" + image.getTitle() + "'.");
        }
        paint(image, image.getRoi());
    }

    private void addImage() {
        ImagePlus image = current();
        join(image);
        say("'" + plane(image).words() + "' is shown the prediction too.");
        draw();
        ask();
    }

    private void fromManager() {
        ManagedStrokes.take(set, plane(current()), width());
        changed();
    }

    private void toManager() {
        ManagedStrokes.give(set);
    }

    private void undo() {
        if (set.undo().isEmpty()) {
            throw new FoveaException("There is no stroke to undo.");
        }
        changed();
    }

    private void clear() {
        ImagePlus image = current();
        if (StrokeLoss.isWanted(
                this,
                "Clear Image",
                "Clearing '" + image.getTitle() + "'",
                set.count(image),
                "of all classes and planes")) {
            set.clear(image);
            changed();
        }
    }

    private void save() {
        SaveDialog asking = new SaveDialog("Save the model", "my-classes", ".onnx");
        if (asking.getFileName() != null) {
            save(asking.getDirectory() + asking.getFileName());
        }
    }

    /** Learns from all strokes, and saves that as a model. Does not block. */
    void save(String file) {
        wish(Optional.of(StrokeModelFile.of(file)));
    }

    /** Whether there are strokes that nothing was learnt from yet. */
    boolean isLearning() {
        return learner.isBusy();
    }

    private void toggle() {
        if (live.isSelected()) {
            ask();
        } else {
            say((learner.stop() ? "Stopped, and nothing was saved." : "Stopped.") + " Tick the box to go on.");
        }
    }

    /** Lets the strokes be learnt. */
    private void ask() {
        if (live.isSelected() && listener.isPresent()) {
            wish(Optional.empty());
        }
    }

    private void wish(Optional<StrokeModelFile> file) {
        asked = onShow();
        if (set.strokes().isEmpty() && file.isEmpty()) {
            learner.rest();
            last = StrokeLearner.Learnt.nothing("");
            draw();
            return;
        }
        if (!learner.isBusy()) {
            IJ.resetEscape();
        }
        learner.learn(new StrokeLearner.Wish(
                String.valueOf(base.getSelectedItem()).strip(), set.classes(), set.strokes(), asked, file));
    }

    /** The plane on show of the image in front, if it is one of those that are painted on. */
    private Optional<StrokedPlane> onShow() {
        return Optional.ofNullable(WindowManager.getCurrentImage())
                .filter(channels::containsKey)
                .map(image -> StrokedPlane.of(image, channels.get(image)));
    }

    /** Follows the image in front and its plane, and Escape. */
    private void look() {
        if (learner.isBusy() && IJ.escapePressed()) {
            live.setSelected(false);
            toggle();
        } else if (onShow().isPresent() && !onShow().equals(asked)) {
            ask();
        }
    }

    private void seen(StrokeLearner.Learnt learnt) {
        say(learnt.report());
        if (listener.isPresent()) { // or it was only to be saved
            last = set.strokes().isEmpty() ? StrokeLearner.Learnt.nothing("") : learnt;
            draw();
        }
    }

    private void draw() {
        Optional<ImagePlus> on = last.plane().map(StrokedPlane::image);
        for (ImagePlus image : channels.keySet()) {
            boolean predicted = shown.isSelected() && on.equals(Optional.of(image));
            StrokeLayers.lay(image, set.classes(), set.strokes(), predicted ? last.layers() : List.of());
        }
    }

    private void say(String sentence) {
        status.setText(sentence);
        status.setCaretPosition(0);
    }
}

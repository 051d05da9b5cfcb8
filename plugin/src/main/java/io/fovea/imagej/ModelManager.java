package io.fovea.imagej;

import ij.IJ;
import ij.WindowManager;
import ij.io.OpenDialog;
import io.fovea.FoveaException;
import io.fovea.model.KeptModels;
import io.fovea.session.Cancellation;
import io.fovea.share.ModelCopy;
import java.awt.BorderLayout;
import java.awt.Desktop;
import java.awt.Dimension;
import java.awt.EventQueue;
import java.awt.FlowLayout;
import java.awt.Font;
import java.awt.event.ActionListener;
import java.awt.event.KeyEvent;
import java.awt.event.WindowAdapter;
import java.awt.event.WindowEvent;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import javax.swing.JButton;
import javax.swing.JComboBox;
import javax.swing.JComponent;
import javax.swing.JFrame;
import javax.swing.JLabel;
import javax.swing.JPanel;
import javax.swing.JScrollPane;
import javax.swing.JSplitPane;
import javax.swing.JTable;
import javax.swing.JTextArea;
import javax.swing.KeyStroke;
import javax.swing.ListSelectionModel;
import javax.swing.Timer;

/**
 * The window of models: which there are, what they mean, which are loaded; they are tried, told what they mean, freed and added
 * there. What takes long is done in threads of its own. Used on the event thread.
 */
public final class ModelManager {
    private static final String ALL = "all tasks";
    private static final int REFRESH_MILLIS = 1000;
    private static final int[] WIDTHS = {120, 90, 150, 160, 140, 55};
    private static ModelManager only;

    private final OpenModels open;
    private final JFrame frame = new JFrame("Model Manager");
    private final ModelRows rows;
    private final JTable table;
    private final JTextArea card = new JTextArea();
    private final JComboBox<String> tasks = new JComboBox<>(new String[] {ALL});
    private final Map<String, JButton> buttons = new LinkedHashMap<>();
    private final Map<String, String> tests = new LinkedHashMap<>();
    private List<NamedModel> models = List.of();

    /** Why the models could not be looked at the last time; empty if they could. */
    private final AtomicReference<String> failed = new AtomicReference<>("");

    private ModelManager(OpenModels open) {
        this.open = open;
        rows = new ModelRows(open);
        table = new JTable(rows);
        lay();
    }

    /** Shows the window, or brings it to the front. Does not block. */
    public static void show(OpenModels open) {
        EventQueue.invokeLater(() -> {
            if (only == null) {
                only = new ModelManager(open);
                WindowManager.addWindow(only.frame);
            }
            only.frame.setVisible(true);
            only.frame.toFront();
            only.load("");
        });
    }

    /** Looks again which models there are, if the window is open. From any thread. */
    static void refresh(String chosen) {
        EventQueue.invokeLater(() -> {
            if (only != null) {
                only.load(chosen);
            }
        });
    }

    private void lay() {
        table.setSelectionMode(ListSelectionModel.SINGLE_SELECTION);
        table.getSelectionModel().addListSelectionListener(event -> choose());
        table.setFillsViewportHeight(true);
        for (int column = 0; column < WIDTHS.length; column++) {
            table.getColumnModel().getColumn(column).setPreferredWidth(WIDTHS[column]);
        }
        card.setEditable(false);
        card.setLineWrap(true);
        card.setWrapStyleWord(true);
        card.setFont(new Font(Font.SANS_SERIF, Font.PLAIN, 12));
        JScrollPane about = new JScrollPane(card);
        about.setPreferredSize(new Dimension(340, 330));
        JScrollPane list = new JScrollPane(table);
        list.setPreferredSize(new Dimension(720, 330));
        JPanel top = new JPanel(new FlowLayout(FlowLayout.LEFT));
        top.add(new JLabel("Show"));
        top.add(tasks);
        tasks.addActionListener(event -> filter());
        JPanel bottom = new JPanel(new FlowLayout(FlowLayout.LEFT));
        button(bottom, "Self-test", event -> chosen().ifPresent(this::test));
        button(bottom, "Model Settings...", event -> chosen().ifPresent(this::settings));
        button(bottom, "Free", event -> chosen().ifPresent(this::free));
        button(bottom, "Add...", event -> work("Adding a model", this::add));
        button(bottom, "Show Folder", event -> work("Opening a folder", ModelManager::showFolder));
        button(
                bottom,
                "Help",
                event -> work(
                        "Help",
                        () -> new ij.gui.HTMLDialog(
                                "Model Manager", HelpPage.of("model-manager").html(), false)));
        frame.add(top, BorderLayout.NORTH);
        frame.add(new JSplitPane(JSplitPane.HORIZONTAL_SPLIT, list, about), BorderLayout.CENTER);
        frame.add(bottom, BorderLayout.SOUTH);
        frame.setDefaultCloseOperation(JFrame.DISPOSE_ON_CLOSE);
        frame.getRootPane()
                .registerKeyboardAction(
                        event -> frame.dispose(),
                        KeyStroke.getKeyStroke(KeyEvent.VK_ESCAPE, 0),
                        JComponent.WHEN_IN_FOCUSED_WINDOW);
        Timer timer = new Timer(REFRESH_MILLIS, event -> {
            rows.refresh();
            enable();
        });
        timer.start();
        frame.addWindowListener(new WindowAdapter() {
            @Override
            public void windowClosed(WindowEvent event) {
                timer.stop();
                WindowManager.removeWindow(frame);
                only = null;
            }

            @Override
            public void windowActivated(WindowEvent event) {
                load("");
            }
        });
        BelowImageJ.place(frame);
        frame.pack();
        enable();
    }

    private void button(JPanel panel, String label, ActionListener action) {
        JButton button = new JButton(label);
        button.addActionListener(action);
        panel.add(button);
        buttons.put(label, button);
    }

    /** Looks which models there are, then shows them; chooses the one of a name, or leaves the one that is chosen. */
    private void load(String name) {
        Patience.begin(NamedModels::all)
                .thenAccept(found -> EventQueue.invokeLater(() -> {
                    failed.set("");
                    if (found.equals(models) && name.isEmpty()) {
                        rows.refresh();
                        return;
                    }
                    models = found;
                    Object task = tasks.getSelectedItem();
                    tasks.removeAllItems();
                    Stream.concat(
                                    Stream.of(ALL),
                                    models.stream().map(NamedModel::task).filter(word -> !word.isEmpty()))
                            .distinct()
                            .forEach(tasks::addItem);
                    tasks.setSelectedItem(name.isEmpty() ? task : ALL);
                    filter();
                    select(name);
                }))
                .exceptionally(failure -> {
                    sayOnce(failure.getCause());
                    return null;
                });
    }

    /** Closing what says it activates the window, which then looks again. */
    private void sayOnce(Throwable failure) {
        if (!failure.toString().equals(failed.getAndSet(failure.toString()))) {
            say(failure);
        }
    }

    private void filter() {
        String before = chosen().map(NamedModel::name).orElse("");
        Object task = tasks.getSelectedItem();
        rows.show(models.stream()
                .filter(model -> task == null || task.equals(ALL) || task.equals(model.task()))
                .toList());
        select(before);
    }

    private void select(String name) {
        for (int row = 0; row < rows.getRowCount(); row++) {
            if (rows.at(row).name().equals(name)) {
                table.setRowSelectionInterval(row, row);
                return;
            }
        }
        if (!name.isEmpty() || table.getSelectedRow() < 0) {
            choose();
        }
    }

    private Optional<NamedModel> chosen() {
        int row = table.getSelectedRow();
        return row < 0 || row >= rows.getRowCount() ? Optional.empty() : Optional.of(rows.at(row));
    }

    private void choose() {
        card.setText(chosen().map(model -> ModelCardText.of(model) + tests.getOrDefault(model.name(), ""))
                .orElse("Choose a model to read its card."));
        card.setCaretPosition(0);
        enable();
    }

    private void enable() {
        Optional<NamedModel> model = chosen();
        buttons.get("Self-test").setEnabled(model.isPresent());
        buttons.get("Model Settings...")
                .setEnabled(model.flatMap(NamedModel::path).isPresent());
        buttons.get("Free").setEnabled(model.filter(rows::isLoaded).isPresent());
    }

    private void test(NamedModel model) {
        tests.put(model.name(), "Self-test: running...");
        choose();
        work("Testing " + model.name(), () -> {
            String done = ModelCardText.tested(model, Cancellation.NONE);
            EventQueue.invokeLater(() -> {
                tests.put(model.name(), done);
                choose();
                card.setCaretPosition(card.getText().length());
            });
        });
    }

    /** The window looks at the models again when the dialog is gone. */
    private void settings(NamedModel model) {
        tests.remove(model.name());
        CommandCall call = CommandCall.prepare(Scijava.context(), "io.fovea.command.ModelSettingsCommand");
        Door.open(call, model.path().orElseThrow().toString());
    }

    private void free(NamedModel model) {
        work("Freeing " + model.name(), () -> {
            open.free(model.name());
            model.path().ifPresent(path -> open.free(path.toString()));
            EventQueue.invokeLater(() -> {
                rows.refresh();
                enable();
            });
        });
    }

    private void add() {
        OpenDialog asked = new OpenDialog("Add a model (.onnx or BioImage.IO zip)", "");
        if (asked.getPath() != null) {
            add(Path.of(asked.getPath()));
        }
    }

    /** Copies a model into the user's folder, and says so. Blocks. */
    static void add(Path file) {
        KeptModels kept = KeptModels.ofUser();
        String name = ModelCopy.add(file, kept, Cancellation.NONE);
        IJ.showStatus("'" + name + "' is among the models of the dialogs now.");
        refresh(name);
    }

    private static void showFolder() {
        Path folder = KeptModels.ofUser().folder();
        try {
            Files.createDirectories(folder);
            if (Desktop.isDesktopSupported() && Desktop.getDesktop().isSupported(Desktop.Action.OPEN)) {
                Desktop.getDesktop().open(folder.toFile());
                return;
            }
        } catch (IOException e) {
            throw new FoveaException("The folder '" + folder + "' cannot be opened: " + e.getMessage() + ".", e);
        }
        IJ.showMessage("Model Manager", "Your models are in\n" + folder);
    }

    /** Does what takes a while, or opens dialogs; what goes wrong is said. */
    private static void work(String name, Runnable what) {
        Patience.begin(() -> {
                    Thread.currentThread().setName("fovea: " + name);
                    what.run();
                    return name;
                })
                .exceptionally(failure -> {
                    say(failure);
                    return name;
                });
    }

    private static void say(Throwable failure) {
        IJ.error("Model Manager", failure instanceof FoveaException ? failure.getMessage() : failure.toString());
    }
}

package io.fovea.imagej;

import ij.io.DirectoryChooser;
import io.fovea.FoveaException;
import io.fovea.session.CancelledException;
import java.awt.BorderLayout;
import java.awt.Component;
import java.awt.EventQueue;
import java.awt.FlowLayout;
import java.awt.GridLayout;
import java.nio.file.Files;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import javax.swing.BorderFactory;
import javax.swing.JButton;
import javax.swing.JComboBox;
import javax.swing.JLabel;
import javax.swing.JPanel;
import javax.swing.JScrollPane;
import javax.swing.JSpinner;
import javax.swing.JTextArea;
import javax.swing.JTextField;
import javax.swing.SpinnerNumberModel;

/** Where a network is trained on a folder of data, by the trainer in a process of its own. Used on the event thread. */
final class FolderTab extends JPanel {
    private static final long serialVersionUID = 1L;
    private static final String NEAREST = "what made the labels, or else the nearest";
    private static final String GO_ON = "Go On";
    private static final String ANEW = "Begin Anew";
    private static final int MOST_MINUTES = 100_000;
    private static final int MOST_CHARACTERS = 100_000;

    private final JTextField data = new JTextField(30);
    private final JTextField name = new JTextField("my-model", 30);
    private final JComboBox<String> like = new JComboBox<>(new String[] {NEAREST});
    private final JSpinner minutes = new JSpinner(new SpinnerNumberModel(30, 1, MOST_MINUTES, 1));
    private final JSpinner epochs = new JSpinner(new SpinnerNumberModel(0, 0, MOST_MINUTES, 1));
    private final JTextArea log = new JTextArea(9, 60);
    private final JButton train = button("Train", this::train);
    private final JButton stop = button("Stop and Keep the Best", this::stopAndKeepBest);
    private final JButton cancel = button("Cancel", this::cancel);
    private final JButton install = button("How to Install the Trainer", this::tell);
    private transient Optional<FolderTraining> running = Optional.empty();
    private transient AtomicBoolean cancelled = new AtomicBoolean();

    FolderTab() {
        super(new BorderLayout(6, 6));
        setBorder(BorderFactory.createEmptyBorder(8, 8, 8, 8));
        like.setEditable(true);
        JPanel labels = new JPanel(new GridLayout(0, 1, 4, 4));
        JPanel fields = new JPanel(new GridLayout(0, 1, 4, 4));
        field(labels, fields, "Folder of data", data);
        field(labels, fields, "Name of the model", name);
        field(labels, fields, "Begin with", like);
        field(labels, fields, "Minutes", minutes);
        field(labels, fields, "Epochs (0: as time allows)", epochs);
        JPanel top = new JPanel(new BorderLayout(8, 4));
        top.add(labels, BorderLayout.WEST);
        top.add(fields, BorderLayout.CENTER);
        JPanel folders = new JPanel(new GridLayout(0, 1, 4, 4));
        folders.add(button("Browse...", this::browse));
        folders.add(button(
                "Corrected Labels", () -> data.setText(TrainingPairs.usual().toString())));
        JPanel beside = new JPanel(new BorderLayout());
        beside.add(folders, BorderLayout.NORTH);
        top.add(beside, BorderLayout.EAST);
        log.setEditable(false);
        JPanel buttons = new JPanel(new FlowLayout(FlowLayout.LEFT));
        for (JButton one :
                new JButton[] {train, stop, cancel, install, button("Help", () -> TrainWindow.help("train-in-imagej"))
                }) {
            buttons.add(one);
        }
        add(top, BorderLayout.NORTH);
        add(new JScrollPane(log), BorderLayout.CENTER);
        add(buttons, BorderLayout.SOUTH);
        allow();
    }

    private static void field(JPanel labels, JPanel fields, String label, Component field) {
        labels.add(new JLabel(label));
        fields.add(field);
    }

    private JButton button(String label, Runnable action) {
        return ActionButton.of(label, action, this::say);
    }

    /** Looks which models there are, and whether there is a trainer. */
    void open() {
        Patience.begin(() -> NamedModels.names(task -> true))
                .thenAccept(names -> EventQueue.invokeLater(() -> names.stream()
                        .filter(one -> IntStream.range(0, like.getItemCount())
                                .noneMatch(i -> like.getItemAt(i).equals(one)))
                        .forEach(like::addItem)));
        allow();
        if (TrainerProgram.find().isEmpty() && log.getText().isEmpty()) {
            say(TrainerProgram.missing());
        }
    }

    private void allow() {
        boolean isThere = TrainerProgram.find().isPresent();
        train.setEnabled(isThere && running.isEmpty());
        stop.setEnabled(running.isPresent());
        cancel.setEnabled(running.isPresent());
        install.setVisible(!isThere);
    }

    private void tell() {
        say(TrainerProgram.missing());
        TrainWindow.help("install");
    }

    private void browse() {
        String chosen = new DirectoryChooser("Folder of data").getDirectory();
        if (chosen != null) {
            data.setText(chosen);
        }
    }

    private void train() {
        String base = String.valueOf(like.getSelectedItem()).strip();
        FolderTraining.Plan plan = new FolderTraining.Plan(
                data.getText(),
                name.getText(),
                (Integer) minutes.getValue(),
                (Integer) epochs.getValue(),
                base.equals(NEAREST) ? "" : base,
                false);
        FolderTraining anew = new FolderTraining(plan);
        Optional<EarlierTraining> earlier = anew.earlier();
        if (earlier.isEmpty()) {
            begin(anew);
        } else {
            goOn(plan, anew, earlier.get());
        }
    }

    private void goOn(FolderTraining.Plan plan, FolderTraining anew, EarlierTraining earlier) {
        String answer = QuestionDialog.ask(
                        this,
                        "Train",
                        earlier.words()
                                + " Going on with it, the time, the epochs and the model to begin with are those"
                                + " that it was begun with. Beginning anew sets it aside.",
                        GO_ON,
                        ANEW,
                        "Cancel")
                .orElse("");
        if (answer.equals(GO_ON)) {
            earlier.data().ifPresent(path -> data.setText(path.toString()));
            begin(new FolderTraining(plan.resumed(data.getText())));
        } else if (answer.equals(ANEW)) {
            begin(anew);
        }
    }

    private void begin(FolderTraining training) {
        running = Optional.of(training);
        AtomicBoolean mine = new AtomicBoolean();
        cancelled = mine;
        CurvesPlot plot = new CurvesPlot(name.getText().strip());
        log.setText("");
        say("Training. What it writes lies in " + training.folder());
        allow();
        FolderTraining.Listener listener = new FolderTraining.Listener() {
            @Override
            public void said(String line) {
                EventQueue.invokeLater(() -> say(line));
            }

            @Override
            public void progressed(TrainingCurves curves) {
                plot.show(curves);
            }
        };
        Patience.begin(() -> training.run(listener, mine::get)).handle((report, failure) -> {
            String kept = failure instanceof CancelledException ? left(training) : "";
            EventQueue.invokeLater(() -> end(failure == null ? report : sentence(failure) + kept));
            return report;
        });
    }

    private static String left(FolderTraining training) {
        return training.earlier()
                .map(earlier -> " Train with the same name goes on with it after epoch " + earlier.epochs() + ".")
                .orElse(" It had no whole epoch; nothing was kept.");
    }

    private static String sentence(Throwable failure) {
        if (failure instanceof CancelledException) {
            return "Cancelled.";
        }
        return failure instanceof FoveaException ? failure.getMessage() : failure.toString();
    }

    private void end(String sentence) {
        running = Optional.empty();
        say(sentence);
        allow();
    }

    private void stopAndKeepBest() {
        running.ifPresent(FolderTraining::stopAndKeepBest);
        say("Stopping after the running epoch; the best so far is kept.");
        stop.setEnabled(false);
    }

    private void cancel() {
        cancelled.set(true);
    }

    /** Whether the folder of corrected labels has anything in it, which is then what is trained on. */
    void suggestPairs() {
        if (data.getText().isBlank() && Files.isDirectory(TrainingPairs.usual())) {
            data.setText(TrainingPairs.usual().toString());
        }
    }

    private void say(String line) {
        String text = log.getText() + line + "\n";
        log.setText(text.length() > MOST_CHARACTERS ? text.substring(text.length() - MOST_CHARACTERS) : text);
        log.setCaretPosition(log.getText().length());
    }
}

package io.fovea.imagej;

import ij.IJ;
import ij.ImagePlus;
import ij.WindowManager;
import ij.plugin.frame.Recorder;
import io.fovea.FoveaException;
import java.awt.BorderLayout;
import java.awt.EventQueue;
import java.awt.GridLayout;
import java.awt.event.KeyEvent;
import java.awt.event.WindowAdapter;
import java.awt.event.WindowEvent;
import javax.swing.JButton;
import javax.swing.JComponent;
import javax.swing.JFrame;
import javax.swing.JLabel;
import javax.swing.JPanel;
import javax.swing.KeyStroke;

/** Buttons that correct the label image in front by what is selected on it. There is one window of them. Used on the event thread. */
public final class CorrectionWindow {
    private static final String TITLE = "Correct Labels";
    private static final String COMMAND = "Correct Labels...";
    private static CorrectionWindow only;

    private final JFrame frame = new JFrame(TITLE);
    private final JLabel status = new JLabel("Select on a label image, then press a button.");

    private CorrectionWindow() {
        JPanel buttons = new JPanel(new GridLayout(0, 2, 4, 4));
        for (Correction what : Correction.values()) {
            String word = what.word();
            button(buttons, Character.toUpperCase(word.charAt(0)) + word.substring(1), () -> correct(word));
        }
        button(buttons, "Undo", () -> IJ.doCommand("Undo"));
        button(buttons, "Save as Training Pair...", () -> IJ.doCommand("Save as Training Pair..."));
        button(buttons, "Train...", () -> IJ.doCommand("Train..."));
        frame.add(buttons, BorderLayout.CENTER);
        frame.add(status, BorderLayout.SOUTH);
        frame.setDefaultCloseOperation(JFrame.DISPOSE_ON_CLOSE);
        frame.getRootPane()
                .registerKeyboardAction(
                        event -> frame.dispose(),
                        KeyStroke.getKeyStroke(KeyEvent.VK_ESCAPE, 0),
                        JComponent.WHEN_IN_FOCUSED_WINDOW);
        frame.addWindowListener(new WindowAdapter() {
            @Override
            public void windowClosed(WindowEvent event) {
                WindowManager.removeWindow(frame);
                only = null;
            }
        });
        frame.pack();
    }

    private static void button(JPanel panel, String label, Runnable action) {
        JButton button = new JButton(label);
        button.addActionListener(event -> action.run());
        panel.add(button);
    }

    /** Shows the window, or brings it to the front. Does not block. */
    public static void show() {
        EventQueue.invokeLater(() -> {
            if (only == null) {
                only = new CorrectionWindow();
                WindowManager.addWindow(only.frame);
            }
            only.frame.setVisible(true);
            only.frame.toFront();
        });
    }

    /** Corrects the image in front, which is quick, and writes that down where the recorder is open. */
    private void correct(String action) {
        ImagePlus image = WindowManager.getCurrentImage();
        try {
            if (image == null) {
                throw new FoveaException("There is no label image open.");
            }
            String done = LabelCorrection.correct(image, action);
            image.deleteRoi();
            if (Recorder.record) {
                Recorder.recordString("run(\"" + COMMAND + "\", \"action=" + action + "\");\n");
            }
            say(done);
        } catch (FoveaException e) {
            say(e.getMessage());
        }
    }

    private void say(String sentence) {
        status.setText(sentence);
        frame.pack();
    }
}

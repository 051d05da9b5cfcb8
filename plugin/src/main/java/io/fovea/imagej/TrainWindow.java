package io.fovea.imagej;

import ij.WindowManager;
import ij.gui.HTMLDialog;
import java.awt.EventQueue;
import java.awt.event.KeyEvent;
import java.awt.event.WindowAdapter;
import java.awt.event.WindowEvent;
import javax.swing.JComponent;
import javax.swing.JFrame;
import javax.swing.JTabbedPane;
import javax.swing.KeyStroke;

/**
 * The window in which models are trained: by strokes on open images, or on a folder of data. It is one, and keeps what stands in
 * it when it is closed. Used on the event thread.
 */
public final class TrainWindow {
    private static final String TITLE = "Train";
    private static TrainWindow only;

    private final JFrame frame = new JFrame(TITLE);
    private final JTabbedPane tabs = new JTabbedPane();
    private final StrokesTab strokes = new StrokesTab();
    private final FolderTab folder = new FolderTab();

    private TrainWindow() {
        tabs.addTab("Strokes", strokes);
        tabs.addTab("Folder", folder);
        frame.add(tabs);
        frame.setDefaultCloseOperation(JFrame.HIDE_ON_CLOSE);
        frame.getRootPane()
                .registerKeyboardAction(
                        event -> close(),
                        KeyStroke.getKeyStroke(KeyEvent.VK_ESCAPE, 0),
                        JComponent.WHEN_IN_FOCUSED_WINDOW);
        frame.addWindowListener(new WindowAdapter() {
            @Override
            public void windowClosing(WindowEvent event) {
                close();
            }
        });
        BelowImageJ.place(frame);
        frame.pack();
    }

    /** Shows the window, or brings it to the front. Does not block. */
    public static void show() {
        EventQueue.invokeLater(() -> {
            if (only == null) {
                only = new TrainWindow();
            }
            only.open();
        });
    }

    private void open() {
        if (!frame.isVisible()) {
            WindowManager.addWindow(frame);
        }
        frame.setVisible(true);
        frame.toFront();
        strokes.open();
        folder.suggestPairs();
        folder.open();
    }

    private void close() {
        frame.setVisible(false);
        WindowManager.removeWindow(frame);
        strokes.close();
    }

    /** The tab of strokes of the window that is there. */
    static StrokesTab strokes() {
        return only.strokes;
    }

    /** Closes the window, with all that stands in it. */
    static void forget() {
        if (only != null) {
            only.close();
            only.frame.dispose();
            only = null;
        }
    }

    /** Shows a page of the documentation. */
    static void help(String page) {
        EventQueue.invokeLater(
                () -> new HTMLDialog(TITLE, HelpPage.ofCommand(page, "Train...").html(), false));
    }
}

package io.fovea.imagej;

import static org.assertj.core.api.Assertions.assertThat;

import ij.IJ;
import ij.gui.PlotWindow;
import io.fovea.model.KeptModels;
import java.awt.Container;
import java.awt.Dialog;
import java.awt.EventQueue;
import java.awt.Window;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import javax.swing.JButton;
import javax.swing.JFrame;
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
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** The buttons of a training on a folder; the trainer is a process of its own, a script that writes what the trainer does. */
@Tag("display")
@DisabledIf(
        value = "java.awt.GraphicsEnvironment#isHeadless",
        disabledReason = "There is no display. Run with one, or under xvfb-run, to test windows.")
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "The trainer of this test is a script of a Unix shell.")
@Timeout(120)
class FolderTabTest {
    @TempDir
    private static Path folder;

    private final String before = System.getProperty(KeptModels.PROPERTY);
    private final Screen screen = Screen.open();
    private Path data;
    private JFrame window;

    @BeforeEach
    void open() throws IOException {
        System.setProperty(KeptModels.PROPERTY, folder.resolve("home/models").toString());
        data = Files.createDirectories(folder.resolve("my data"));
        trainer();
        ImageJLauncher.open(List.of());
        IJ.getInstance().exitWhenQuitting(false);
        Screen.tidy();
        IJ.run("Train...");
        window = Screen.await("the window", () -> Arrays.stream(Window.getWindows())
                .filter(one -> one.isShowing() && one instanceof JFrame frame && "Train".equals(frame.getTitle()))
                .map(JFrame.class::cast)
                .findFirst());
        screen.touch(() ->
                Screen.parts(window.getContentPane(), JTabbedPane.class).get(0).setSelectedIndex(1));
    }

    @AfterEach
    void close() {
        screen.touch(TrainWindow::forget);
        Screen.closeAll();
        System.setProperty(KeptModels.PROPERTY, before);
        FakeTrainer.forget();
    }

    /** The first epochs of the recipe {@code digits} on MNIST, with a moving average and one cycle. */
    private static final String DIGITS =
            """
            epoch,loss,accuracy,val_loss,val_accuracy
            1,1.0659,0.6916,0.2354,0.9375
            2,0.3536,0.8933,0.1181,0.9657
            3,0.2196,0.9346,0.0773,0.9767
            4,0.1636,0.9496,0.0557,0.9833
            5,0.1302,0.9607,0.0431,0.9857
            6,0.1022,0.9677,0.0342,0.9895
            7,0.0914,0.9718,0.0293,0.9913
            8,0.0790,0.9753,0.0248,0.9930
            9,0.0707,0.9783,0.0225,0.9937
            10,0.0638,0.9801,0.0199,0.9933
            11,0.0588,0.9821,0.0187,0.9940
            12,0.0551,0.9836,0.0168,0.9952
            13,0.0478,0.9854,0.0155,0.9957
            14,0.0474,0.9854,0.0147,0.9958
            """;

    /** Does two epochs at once, and then one each time that it is resumed, until it is told to stop. */
    private void trainer() throws IOException {
        Path made = TestModels.classifier(Files.createDirectories(folder.resolve("made")));
        FakeTrainer.use(
                folder,
                "echo \"asked: $all\"",
                "case $all in",
                "  *--resume) echo 3,0.3,0.8,0.5,0.8,0.001,1 >> \"$history\" ;;",
                "  *) echo epoch,loss,accuracy,val_loss,val_accuracy,learning_rate,seconds > \"$history\"",
                "    echo 1,0.9,0.5,0.8,0.6,0.001,1 >> \"$history\"",
                "    echo recipe > \"${out%.onnx}-recipe.yaml\"; echo state > \"$out.checkpoint\"; sleep 0.5",
                "    echo 2,0.5,0.7,0.6,0.7,0.001,1 >> \"$history\" ;;",
                "esac",
                "while [ ! -f \"$stop\" ]; do sleep 0.1; done",
                "rm \"$stop\" \"$out.checkpoint\"",
                "cp '" + made + "' \"$out\"");
    }

    private void press(String label) {
        EventQueue.invokeLater(
                () -> Screen.button(window.getContentPane(), label).doClick());
    }

    /** The field that stands at a place of the tab: the folder of data, the name. */
    private JTextField field(int index) {
        Container tab = (Container)
                Screen.parts(window.getContentPane(), JTabbedPane.class).get(0).getComponentAt(1);
        return Screen.parts(tab, JTextField.class).get(index);
    }

    private String log(String with) {
        Container tab = (Container)
                Screen.parts(window.getContentPane(), JTabbedPane.class).get(0).getComponentAt(1);
        return Screen.await("'" + with + "' in the log", () -> Optional.of(
                        Screen.parts(tab, JTextArea.class).get(0).getText())
                .filter(text -> text.contains(with)));
    }

    /** Waits for the curves, with a point for each epoch. */
    private static PlotWindow curves(String name, int epochs) {
        return Screen.await(epochs + " epochs in the plot", () -> Arrays.stream(Window.getWindows())
                .filter(one -> one.isShowing() && one instanceof PlotWindow)
                .map(PlotWindow.class::cast)
                .filter(plot -> plot.getTitle().startsWith("Training " + name))
                .filter(plot -> plot.getPlot() != null && plot.getPlot().getXValues().length == epochs)
                .findFirst());
    }

    @Test
    void itIsTrainedCancelledGoneOnWithAndStopped() {
        screen.touch(() -> {
            field(0).setText(data.toString());
            field(1).setText("my cells");
        });
        assertThat(Screen.button(window.getContentPane(), "Stop and Keep the Best")
                        .isEnabled())
                .isFalse();
        press("Train");
        PlotWindow plot = curves("my cells", 2);
        assertThat(plot.getPlot().getYValues()).containsExactly(0.9f, 0.5f);
        assertThat(Screen.button(window.getContentPane(), "Train").isEnabled()).isFalse();
        press("Cancel");
        assertThat(log("Cancelled.")).contains("Train with the same name goes on with it after epoch 2.");

        screen.touch(() -> field(0).setText(folder.toString()));
        press("Train");
        Dialog asked = Screen.dialog("Train");
        assertThat(Screen.parts(asked, JOptionPane.class).get(0).getMessage())
                .asString()
                .startsWith("A training of 'my cells' on '" + data + "' was ended after 2 epochs. ");
        screen.touch(() -> Screen.button(asked, "Go On").doClick());
        assertThat(curves("my cells", 3).getPlot().getYValues()).containsExactly(0.9f, 0.5f, 0.3f);
        assertThat(log("asked: "))
                .contains("asked: train " + data + " --output ")
                .contains(" --resume\n");
        assertThat(field(0).getText()).isEqualTo(data.toString());

        press("Stop and Keep the Best");
        assertThat(log("'my cells' is among the models of the dialogs now"))
                .contains("Stopping after the running epoch; the best so far is kept.");
        assertThat(KeptModels.ofUser().names()).containsExactly("my cells");
        assertThat(Screen.await("Train", () -> Optional.of(Screen.button(window.getContentPane(), "Train"))
                        .filter(JButton::isEnabled)))
                .isNotNull();
        press("Train");
        assertThat(log("already")).contains("There is a model 'my cells' already; give another name.");
    }

    @Test
    void theCurvesGrow() throws IOException {
        Path rows = Files.writeString(folder.resolve("rows.csv"), DIGITS);
        int epochs = (int) DIGITS.lines().count() - 1;
        // The picture shows where it lies.
        Path home = Path.of(System.getProperty("java.io.tmpdir"), "me");
        System.setProperty(KeptModels.PROPERTY, home.resolve(".fovea/models").toString());
        Path mnist = Files.createDirectories(home.resolve("mnist"));
        FakeTrainer.use(
                folder,
                "echo 'Chosen: the lectures\u2019 first convnet, 28x28, batches of 128.'",
                "for row in 1 2 4 " + (epochs + 1) + "; do head -n $row '" + rows + "' > \"$history\"; sleep 0.3; done",
                "while true; do sleep 0.1; done");
        screen.touch(() -> {
            IJ.getInstance().setLocation(2, 2);
            window.setLocation(2, 90);
            field(0).setText(mnist.toString());
            field(1).setText("my digits");
        });
        press("Train");
        PlotWindow plot = curves("my digits", epochs);
        screen.touch(() -> {
            window.setSize(window.getWidth(), plot.getHeight());
            window.validate();
            plot.setLocation(window.getX() + window.getWidth() + 8, 90);
        });
        screen.keep("train-curves", window, plot);
        assertThat(plot.getPlot().getYValues()[epochs - 1]).isLessThan(0.05f);
        press("Cancel");
        assertThat(log("Cancelled.")).contains("nothing was kept");
    }
}

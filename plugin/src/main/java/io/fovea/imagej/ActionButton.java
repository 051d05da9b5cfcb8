package io.fovea.imagej;

import io.fovea.FoveaException;
import java.util.function.Consumer;
import javax.swing.JButton;

/** A button of a window that stays, where what cannot be done is said in the window, and not in a dialog over it. */
final class ActionButton {
    private ActionButton() {}

    /**
     * A button.
     *
     * @param action what it does, on the event thread
     * @param say hears the sentence of a {@link FoveaException}
     */
    static JButton of(String label, Runnable action, Consumer<String> say) {
        JButton button = new JButton(label);
        button.addActionListener(event -> {
            try {
                action.run();
            } catch (FoveaException e) {
                say.accept(e.getMessage());
            }
        });
        return button;
    }
}

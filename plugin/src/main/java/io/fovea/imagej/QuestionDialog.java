package io.fovea.imagej;

import java.awt.Component;
import java.util.Optional;
import javax.swing.JDialog;
import javax.swing.JOptionPane;

/** A sentence with buttons below it, asked before something is lost that somebody made. */
final class QuestionDialog extends JOptionPane {
    private static final long serialVersionUID = 1L;
    private static final int CHARACTERS = 70;

    private QuestionDialog(String sentence, String... answers) {
        super(sentence, QUESTION_MESSAGE, DEFAULT_OPTION, null, answers, answers[0]);
    }

    @Override
    public int getMaxCharactersPerLineCount() {
        return CHARACTERS;
    }

    /**
     * Asks. Blocks, on the event thread, which goes on with other windows meanwhile.
     *
     * @param answers what stands on the buttons; Return gives the first
     * @return one of the answers; empty if the window was closed
     */
    static Optional<String> ask(Component over, String title, String sentence, String... answers) {
        QuestionDialog question = new QuestionDialog(sentence, answers);
        JDialog dialog = question.createDialog(over, title);
        dialog.setVisible(true);
        dialog.dispose();
        return Optional.ofNullable(question.getValue())
                .filter(String.class::isInstance)
                .map(String.class::cast);
    }

    /** Whether something is to be lost: {@code verb} is what its button says. */
    static boolean isWanted(Component over, String verb, String sentence) {
        return ask(over, verb, sentence, "Cancel", verb).equals(Optional.of(verb));
    }
}

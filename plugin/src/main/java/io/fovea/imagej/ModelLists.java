package io.fovea.imagej;

import ij.gui.GenericDialog;
import java.awt.Choice;
import java.awt.EventQueue;
import java.awt.TextField;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BinaryOperator;
import java.util.stream.Collectors;

/**
 * The lists of a dialog whose values are other ones for each model, such as its layers. They are looked up in a thread of its
 * own, as a model may be large, and filled when they are there; by then what is usual can be chosen, and anything typed.
 */
final class ModelLists {
    /** Of more nobody finds one in a list. */
    private static final int MOST = 200;

    private final GenericDialog dialog;
    private final CommandCall call;
    private final BinaryOperator<String> words;
    private final Runnable filled;
    private final Map<CommandKey, Parts> lists = new LinkedHashMap<>();
    private String model = "";

    /** What belongs to a key: the list, what is in it, and the field for anything else. */
    private record Parts(Choice choice, TextField text, List<String> values) {}

    /**
     * Of a dialog that is being made.
     *
     * @param words what is shown for a key's value
     * @param filled what is to be done when the lists are filled anew
     */
    ModelLists(GenericDialog dialog, CommandCall call, BinaryOperator<String> words, Runnable filled) {
        this.dialog = dialog;
        this.call = call;
        this.words = words;
        this.filled = filled;
    }

    /** Takes the list and the field that were added last. */
    void add(CommandKey key) {
        lists.put(
                key,
                new Parts(
                        (Choice) dialog.getChoices().lastElement(),
                        (TextField) dialog.getStringFields().lastElement(),
                        List.of("")));
    }

    /** What is chosen from the list. */
    String value(CommandKey key, int index) {
        List<String> values = lists.get(key).values();
        return index < values.size() ? values.get(index) : "";
    }

    /** Fills the lists anew where another model is chosen than before. Does not block. */
    void show(String chosen) {
        if (lists.isEmpty() || chosen.equals(model)) {
            return;
        }
        model = chosen;
        Patience.begin(() -> lists.keySet().stream()
                        .collect(Collectors.toMap(
                                key -> key, key -> ((Suggests) call.command()).ofModel(key.name(), chosen))))
                .thenAccept(found -> EventQueue.invokeLater(() -> fill(chosen, found)));
    }

    private void fill(String of, Map<CommandKey, List<String>> found) {
        if (!of.equals(model) || dialog.wasOKed() || dialog.wasCanceled()) {
            return;
        }
        lists.replaceAll((key, parts) -> filled(key, parts, found.get(key)));
        dialog.pack();
        filled.run();
    }

    private Parts filled(CommandKey key, Parts parts, List<String> found) {
        List<String> values = new ArrayList<>(List.of(""));
        if (found.size() <= MOST) {
            values.addAll(found);
        }
        parts.choice().removeAll();
        values.forEach(value -> parts.choice().add(words.apply(key.name(), value)));
        int typed = values.indexOf(parts.text().getText().strip());
        if (typed > 0) {
            parts.choice().select(typed);
            parts.text().setText("");
        }
        return new Parts(parts.choice(), parts.text(), List.copyOf(values));
    }
}

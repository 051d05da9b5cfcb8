package io.fovea.imagej;

import ij.ImagePlus;
import ij.Macro;
import ij.WindowManager;
import ij.macro.Interpreter;
import io.fovea.FoveaException;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * What a dialog of ImageJ reads from a macro's options, for a dialog that has no display to make its fields on. The same
 * rules as those of {@code ij.gui.GenericDialog}: a key is the first word of a label in small letters, a second one of that
 * name gets {@code _0}, a value that is none may be the name of a variable. What {@code GenericDialog} would show in a
 * message, or pass over, is an error.
 */
public final class DialogOptions {
    private final String options = Optional.ofNullable(Macro.getOptions()).orElse("");
    private final Set<String> keys = new HashSet<>();
    private int[] images = {};

    /** A dialog that has not asked for anything yet. */
    public DialogOptions() {}

    /**
     * The number in a field.
     *
     * @throws FoveaException if what the macro gives is none
     */
    public double number(String label, double usual) {
        String key = key(label);
        String text = Macro.getValue(options, key, null);
        if (text == null) {
            return usual;
        }
        try {
            return text.startsWith("0x") ? Integer.parseInt(text.substring(2), 16) : Double.parseDouble(text);
        } catch (NumberFormatException e) {
            double value = variables()
                    .map(macro -> macro.getVariable2(withoutMark(text)))
                    .orElse(Double.NaN);
            if (Double.isNaN(value)) {
                throw new FoveaException("'" + text + "' is no number for '" + key + "', and no variable with one.");
            }
            return value;
        }
    }

    /** The text in a field. */
    public String text(String label, String usual) {
        String key = key(label);
        String text = Macro.getValue(options, key, usual);
        boolean number = usual != null && usual.matches("(?s)[-\\d].*");
        if (text != null && (text.startsWith("&") || number || key.startsWith(text))) {
            return variable(text).orElse(withoutMark(text));
        }
        return text;
    }

    /** Whether a box is ticked. */
    public boolean flag(String label) {
        String key = key(label);
        int depth = 0;
        int start = 0;
        for (int i = 0; i <= options.length(); i++) {
            char c = i == options.length() ? ' ' : options.charAt(i);
            depth += c == '[' ? 1 : c == ']' ? -1 : 0;
            if (c == ' ' && depth <= 0) {
                if (options.substring(start, i).equals(key)) {
                    return true;
                }
                start = i + 1;
            }
        }
        return false;
    }

    /**
     * The item chosen.
     *
     * @return one of the items; empty if there are none
     * @throws FoveaException if what the macro gives is none of them
     */
    public String choice(String label, String[] items, String usual) {
        String key = key(label);
        String given = Macro.getValue(options, key, null);
        if (given == null) {
            String first = items.length == 0 ? "" : items[0];
            return Arrays.asList(items).contains(usual) ? usual : first;
        }
        return Optional.of(given)
                .filter(Arrays.asList(items)::contains)
                .or(() -> variable(given).filter(Arrays.asList(items)::contains))
                .orElseThrow(() -> new FoveaException("'" + withoutMark(given) + "' is none of its choices for '" + key
                        + "': " + String.join(", ", items)));
    }

    /**
     * The text in one of the two large fields that a dialog may have.
     *
     * @param key {@code text1} or {@code text2}
     */
    public String area(String key, String usual) {
        return usual == null ? null : Macro.getValue(options, key, usual);
    }

    /** The titles of the open images, for {@link #choice}. */
    public String[] titles() {
        images = Optional.ofNullable(WindowManager.getIDList()).orElse(new int[0]);
        return Arrays.stream(images)
                .mapToObj(id -> WindowManager.getImage(id).getTitle())
                .toArray(String[]::new);
    }

    /** The open image of an index in {@link #titles}, or null. */
    public ImagePlus image(int index) {
        return index < 0 ? null : WindowManager.getImage(images[index]);
    }

    private String key(String label) {
        String key = label == null || label.isBlank() ? "" : Macro.trimKey(label.strip());
        String unique = key;
        for (int n = 0; !key.isEmpty() && keys.contains(unique); n++) {
            unique = key + "_" + n;
        }
        keys.add(unique);
        return unique.toLowerCase(Locale.ROOT);
    }

    private static Optional<String> variable(String name) {
        return variables().map(macro -> macro.getVariableAsString(withoutMark(name)));
    }

    private static Optional<Interpreter> variables() {
        return Optional.ofNullable(Interpreter.getInstance());
    }

    private static String withoutMark(String name) {
        return name.startsWith("&") ? name.substring(1) : name;
    }
}

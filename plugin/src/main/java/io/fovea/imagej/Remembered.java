package io.fovea.imagej;

import ij.Prefs;
import io.fovea.FoveaException;
import java.io.File;
import java.util.Locale;
import java.util.Optional;

/**
 * What was given last in the dialog of a command, which its next dialog begins with: kept in ImageJ's preferences. Macros
 * neither see nor change it. What belongs to one image is not kept.
 */
final class Remembered {
    private final String prefix;

    /** Of a command by its name in the menu. */
    Remembered(String command) {
        prefix = "fovea." + command.toLowerCase(Locale.ROOT).replaceAll("[^a-z]", "") + ".";
    }

    /** Gives a key the value it had, where that is still one. */
    void recall(CommandKey key) {
        String text = Prefs.get(prefix + key.name(), null);
        if (PlaneQuestions.isOfImage(key.name())
                || text == null
                || isGone(key, text)
                || !key.choices().isEmpty() && !key.choices().contains(text)) {
            return;
        }
        try {
            key.read(Optional.of(text));
        } catch (FoveaException e) {
            forget(key); // of another version
        }
    }

    /** Whether a value is the path of a file or folder that is not there any more. */
    private static boolean isGone(CommandKey key, String text) {
        return key.item().getWidgetStyle() != null && new File(text).isAbsolute() && !new File(text).exists();
    }

    /** Forgets the value of a key. */
    void forget(CommandKey key) {
        Prefs.set(prefix + key.name(), null);
    }

    /** Keeps the value of a key. */
    void keep(CommandKey key) {
        if (!PlaneQuestions.isOfImage(key.name())) {
            Prefs.set(prefix + key.name(), key.text());
        }
    }
}

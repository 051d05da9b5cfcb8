package io.fovea.imagej;

import ij.ImagePlus;
import ij.WindowManager;
import io.fovea.FoveaException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.scijava.ItemVisibility;
import org.scijava.module.Module;
import org.scijava.module.ModuleItem;

/**
 * One input of a command, as a key of a macro line: a flag ({@code boolean}), a number ({@code double}), text
 * ({@code String}), or an image.
 */
record CommandKey(Module module, ModuleItem<?> item) {

    String name() {
        return item.getName();
    }

    /** What a dialog calls it. */
    String label() {
        return item.getLabel() == null || item.getLabel().isEmpty() ? name() : item.getLabel();
    }

    boolean isFlag() {
        return item.getType() == boolean.class || item.getType() == Boolean.class;
    }

    boolean isNumber() {
        return item.getType() == double.class || item.getType() == Double.class;
    }

    boolean isImage() {
        return item.getType() == ImagePlus.class;
    }

    boolean isText() {
        return item.getType() == String.class;
    }

    /** Whether it is for the caller to give. */
    boolean isGiven() {
        return isFlag() || isNumber() || isText() || isImage();
    }

    /** Whether a dialog asks for it. */
    boolean isAsked() {
        return !isImage() && item.getVisibility() != ItemVisibility.INVISIBLE;
    }

    List<String> choices() {
        List<String> known =
                module.getDelegateObject() instanceof Suggests command ? command.choices(name()) : List.of();
        return !known.isEmpty()
                ? known
                : Optional.ofNullable(item.getChoices()).orElse(List.of()).stream()
                        .map(Object::toString)
                        .toList();
    }

    Object value() {
        return module.getInput(name());
    }

    void set(Object value) {
        module.setInput(name(), value);
        module.resolveInput(name());
    }

    /** The value as it stands in a macro line. */
    String text() {
        Object value = value();
        if (isNumber() && value instanceof Double number && number == Math.rint(number) && Math.abs(number) < 1e15) {
            return Long.toString(number.longValue());
        }
        return value == null ? "" : value.toString();
    }

    /**
     * Takes a value from a macro line.
     *
     * @param text empty if the key stands there alone, as a flag
     * @throws FoveaException if it is no such value, or there is no such image
     */
    void read(Optional<String> text) {
        if (isFlag()) {
            set(flag(text.orElse("true")));
            return;
        }
        String given = text.orElseThrow(() -> new FoveaException("The key '" + name() + "' needs a value: " + name()
                + "=..., in [brackets] if there is a space in it."));
        if (isNumber()) {
            set(number(given));
        } else {
            set(isImage() ? image(given) : given);
        }
    }

    private boolean flag(String text) {
        return switch (text) {
            case "true" -> true;
            case "false" -> false;
            default ->
                throw new FoveaException("The key '" + name() + "' is a flag, not '" + text + "'. Give " + name() + ", "
                        + name() + "=true or " + name() + "=false.");
        };
    }

    private double number(String text) {
        try {
            return Double.parseDouble(text);
        } catch (NumberFormatException e) {
            throw new FoveaException("The key '" + name() + "' takes a number, not '" + text + "'.", e);
        }
    }

    private static ImagePlus image(String titleOrId) {
        ImagePlus image = WindowManager.getImage(titleOrId);
        if (image == null && titleOrId.matches("-?\\d{1,9}")) {
            image = WindowManager.getImage(Integer.parseInt(titleOrId));
        }
        if (image == null) {
            throw new FoveaException("No open image has the title or ID '" + titleOrId + "'. Open are: "
                    + String.join(", ", Arrays.asList(WindowManager.getImageTitles())) + ".");
        }
        return image;
    }
}

package io.fovea.imagej;

import ij.gui.GenericDialog;
import io.fovea.FoveaException;
import java.awt.Checkbox;
import java.awt.Choice;
import java.awt.Label;
import java.awt.TextField;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * The dialog of a command: a checkbox for a flag, a number field, a list of choices, a text field. The styles
 * {@code file} and {@code directory} add a Browse button. Text with {@linkplain Suggests suggestions} is a list of them
 * and a field for anything else, which counts if something stands in it.
 */
final class CommandDialog {
    private static final int TEXT_COLUMNS = 24;
    private static final int NUMBER_COLUMNS = 6;

    private final CommandCall call;
    private final GenericDialog dialog;
    private final ModelLists lists;
    private final Map<String, List<String>> offered = new HashMap<>();

    /** The list and the field of the model; null where the command has none. */
    private Choice model;

    private TextField modelFile;
    private List<String> models = List.of();

    /** Null where the command has no preview, or the image no window. */
    private Checkbox previewed;

    private LivePreview preview;

    /** How much there is to do; null where that is one plane. */
    private Label amount;

    private CommandDialog(CommandCall call) {
        this.call = call;
        this.dialog = new GenericDialog(call.name().replace("...", ""));
        this.lists =
                new ModelLists(dialog, call, (key, value) -> value.isEmpty() ? usual(key) : value, this::previewAgain);
    }

    /**
     * Asks for every key of a call. Blocks until the dialog is closed.
     *
     * @return false if it was cancelled
     * @throws FoveaException if a number field holds no number
     */
    static boolean ask(CommandCall call) {
        CommandDialog form = new CommandDialog(call);
        List<CommandKey> asked = call.asked();
        Remembered remembered = new Remembered(call.name());
        asked.forEach(remembered::recall);
        asked.forEach(form::add);
        form.addAmount();
        form.addPreview();
        form.dialog.addHelp(call.help().html());
        Unrecorded.run(() -> form.show(asked));
        if (form.dialog.wasCanceled()) {
            return false;
        }
        asked.forEach(remembered::keep);
        return true;
    }

    private void show(List<CommandKey> asked) {
        if (model != null) {
            showLists();
        }
        dialog.addDialogListener((changed, event) -> {
            if (model != null) {
                showLists();
            }
            follow(asked);
            return true;
        });
        try {
            dialog.showDialog();
        } finally {
            if (preview != null) {
                preview.end();
            }
        }
        if (!dialog.wasCanceled()) {
            asked.forEach(key -> key.set(value(key)));
        }
    }

    private void addPreview() {
        if (call.command() instanceof Previews
                && call.image() != null
                && call.image().getWindow() != null) {
            dialog.addCheckbox("Preview", false);
            previewed = (Checkbox) dialog.getCheckboxes().lastElement();
            preview = new LivePreview(call.image());
        }
    }

    private void addAmount() {
        String now = PlanePace.sentence(call);
        if (!now.isEmpty()) {
            dialog.addMessage(now);
            amount = (Label) dialog.getMessage();
        }
    }

    /** Says, and shows, what the command would do with what stands in the dialog, which ImageJ counts from its first field on. */
    private void follow(List<CommandKey> asked) {
        if (amount == null && previewed == null) {
            return;
        }
        CommandCall now = call.again();
        try {
            for (CommandKey key : now.keys()) {
                asked.stream().filter(one -> one.name().equals(key.name())).forEach(one -> key.set(value(one)));
            }
        } catch (FoveaException e) {
            if (previewed != null) {
                preview.say(e.getMessage()); // half typed
            }
            return;
        }
        if (amount != null && !PlanePace.sentence(now).equals(amount.getText())) {
            amount.setText(PlanePace.sentence(now));
            dialog.pack();
        }
        if (previewed != null && previewed.getState()) {
            preview.show(now);
        } else if (previewed != null) {
            preview.stop();
        }
    }

    private void previewAgain() {
        dialog.resetCounters();
        follow(call.asked());
    }

    private void showLists() {
        String typed = modelFile.getText().strip();
        lists.show(typed.isEmpty() ? models.get(model.getSelectedIndex()) : typed);
    }

    private boolean isOfModel(CommandKey key) {
        return call.command() instanceof Suggests suggests
                && suggests.keysOfModel().contains(key.name());
    }

    private String usual(String key) {
        return ((Suggests) call.command()).usual(key);
    }

    private void add(CommandKey key) {
        if (key.isFlag()) {
            dialog.addCheckbox(key.label(), (Boolean) key.value());
        } else if (key.isNumber()) {
            double value = (Double) key.value();
            dialog.addNumericField(key.label(), value, value == Math.rint(value) ? 0 : 3, NUMBER_COLUMNS, "");
        } else if (!key.choices().isEmpty()) {
            dialog.addChoice(key.label(), key.choices().toArray(String[]::new), key.text());
        } else if (isOfModel(key)) {
            String[] first = {usual(key.name())};
            dialog.addChoice(key.label(), first, first[0]);
            addText(otherwise(key), key, key.text());
            lists.add(key);
        } else if (!suggestions(key).isEmpty()) {
            List<String> values = suggestions(key);
            String[] items =
                    values.stream().map(value -> call.shown(key, value)).toArray(String[]::new);
            dialog.addChoice(key.label(), items, call.shown(key, key.text()));
            addText(otherwise(key), key, "");
            if (key.name().equals("model")) {
                models = values;
                model = (Choice) dialog.getChoices().lastElement();
                modelFile = (TextField) dialog.getStringFields().lastElement();
            }
        } else {
            addText(key.label(), key, key.text());
        }
    }

    /** What may be typed in place of a suggestion: a file, or what the key's description says. */
    private static String otherwise(CommandKey key) {
        boolean file = "file".equals(key.item().getWidgetStyle());
        return file
                ? "or a " + key.label().toLowerCase(Locale.ROOT) + " file"
                : "or " + key.item().getDescription();
    }

    private void addText(String label, CommandKey key, String value) {
        String style = key.item().getWidgetStyle() == null ? "" : key.item().getWidgetStyle();
        switch (style) {
            case "file" -> dialog.addFileField(label, value, TEXT_COLUMNS);
            case "directory" -> dialog.addDirectoryField(label, value, TEXT_COLUMNS);
            default -> dialog.addStringField(label, value, TEXT_COLUMNS);
        }
    }

    /** What stands in the dialog's next field, or two, that belong to a key. */
    private Object value(CommandKey key) {
        if (key.isFlag()) {
            return dialog.getNextBoolean();
        }
        if (key.isNumber()) {
            double number = dialog.getNextNumber();
            if (dialog.invalidNumber()) {
                throw new FoveaException("'" + key.label() + "' must be a number.");
            }
            return number;
        }
        if (!key.choices().isEmpty()) {
            return dialog.getNextChoice();
        }
        if (isOfModel(key)) {
            String choice = lists.value(key, dialog.getNextChoiceIndex());
            String typed = dialog.getNextString().strip();
            return typed.isEmpty() ? choice : typed;
        }
        if (!suggestions(key).isEmpty()) {
            String choice = suggestions(key).get(dialog.getNextChoiceIndex());
            String typed = dialog.getNextString().strip();
            return typed.isEmpty() ? choice : typed;
        }
        return dialog.getNextString().strip();
    }

    /** What is offered for a key as long as the dialog stands open, even if there are other models by then. */
    private List<String> suggestions(CommandKey key) {
        return offered.computeIfAbsent(key.name(), name -> suggested(key));
    }

    /** The suggestions and, before them, the value that stands if it is none of them. */
    private List<String> suggested(CommandKey key) {
        if (!(call.command() instanceof Suggests suggests)) {
            return List.of();
        }
        List<String> suggestions = new ArrayList<>(suggests.suggestions(key.name()));
        if (!suggestions.isEmpty()
                && !suggestions.contains(key.text())
                && !key.text().isEmpty()) {
            suggestions.add(0, key.text());
        }
        return suggestions;
    }
}

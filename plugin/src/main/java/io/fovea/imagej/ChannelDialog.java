package io.fovea.imagej;

import ij.Prefs;
import ij.gui.GenericDialog;
import io.fovea.model.Input;
import io.fovea.session.CancelledException;
import java.util.ArrayList;
import java.util.List;

/** Asks which channel of an image is which of a model's. What was answered last for the model and so many channels is proposed. */
final class ChannelDialog {
    private ChannelDialog() {}

    /**
     * Asks. Blocks until the dialog is closed.
     *
     * @param image its title
     * @param channels what the image's are called, from the first on
     * @return their numbers from 1, in the order of the model's, separated by commas
     * @throws CancelledException if it was cancelled
     */
    static String ask(String model, Input input, String image, List<String> channels) {
        String memory = "fovea.channels." + model + "." + channels.size();
        String[] last = Prefs.get(memory, "").split(",");
        GenericDialog dialog = new GenericDialog("Channels");
        dialog.addMessage("'" + model + "' takes " + input.channels() + " channels; '" + image + "' has "
                + channels.size() + ". Which is which?");
        for (int i = 0; i < input.channels(); i++) {
            String name = input.channelNames().isEmpty()
                    ? "Channel " + (i + 1)
                    : input.channelNames().get(i);
            int proposed = i < last.length && last[i].matches("\\d{1,3}") ? Integer.parseInt(last[i]) - 1 : i;
            String shown = channels.get(Math.min(Math.max(proposed, 0), channels.size() - 1));
            dialog.addChoice(name + " of the model", channels.toArray(String[]::new), shown);
        }
        Unrecorded.run(dialog::showDialog);
        if (dialog.wasCanceled()) {
            throw new CancelledException();
        }
        List<String> numbers = new ArrayList<>();
        for (int i = 0; i < input.channels(); i++) {
            numbers.add(Integer.toString(dialog.getNextChoiceIndex() + 1));
        }
        String answer = String.join(",", numbers);
        Prefs.set(memory, answer);
        return answer;
    }
}

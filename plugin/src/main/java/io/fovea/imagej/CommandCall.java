package io.fovea.imagej;

import ij.ImagePlus;
import ij.WindowManager;
import io.fovea.FoveaException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.scijava.Context;
import org.scijava.ItemVisibility;
import org.scijava.command.Command;
import org.scijava.command.CommandInfo;
import org.scijava.command.CommandService;
import org.scijava.module.Module;
import org.scijava.module.ModuleException;
import org.scijava.module.ModuleInfo;
import org.scijava.module.ModuleItem;

/** One call of a SciJava command, from its keys to its outputs, on the caller's thread. */
final class CommandCall {
    private final Module module;
    private final List<CommandKey> keys;

    private CommandCall(Module module) {
        this.module = module;
        this.keys = StreamSupport.stream(module.getInfo().inputs().spliterator(), false)
                .filter(item -> item.getVisibility() != ItemVisibility.MESSAGE)
                .map(item -> new CommandKey(module, item))
                // SciJava counts its services and context among the inputs; it has filled them by now.
                .filter(CommandKey::isGiven)
                .toList();
    }

    /**
     * Prepares a call with every key at its default and ImageJ's current image as the image.
     *
     * @throws IllegalStateException if there is no such command, which is a fault of the jar
     */
    static CommandCall prepare(Context context, String className) {
        CommandInfo info = context.service(CommandService.class).getCommand(className);
        if (info == null) {
            throw new IllegalStateException("SciJava knows no command " + className);
        }
        return of(context, info);
    }

    private static CommandCall of(Context context, ModuleInfo info) {
        try {
            Module module = info.createModule();
            context.inject(module);
            module.initialize();
            return new CommandCall(module);
        } catch (ModuleException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Another call of the command with the same image and values, which those of either leave as they are. */
    CommandCall again() {
        CommandCall other = of(Scijava.context(), module.getInfo());
        for (int i = 0; i < keys.size(); i++) {
            other.keys.get(i).set(keys.get(i).value());
        }
        return other;
    }

    /** The name in the menu, {@code Segment...}. */
    String name() {
        return module.getInfo().getLabel();
    }

    /** What the Help button of its dialog shows. */
    HelpPage help() {
        return HelpPage.ofCommand(((CommandInfo) module.getInfo()).get("help"), name());
    }

    /** The value of a key as a macro has it; nothing of one that the command has not. */
    String text(String key) {
        return keys.stream()
                .filter(one -> one.name().equals(key))
                .map(CommandKey::text)
                .findFirst()
                .orElse("");
    }

    Command command() {
        return (Command) module.getDelegateObject();
    }

    List<CommandKey> keys() {
        return keys;
    }

    /**
     * Gives the command the image that ImageJ calls current: in batch mode and under {@code IJ.run(imp, ...)} too.
     *
     * @throws FoveaException if the command wants an image and there is none
     */
    void takeCurrentImage() {
        for (CommandKey key : keys) {
            if (key.isImage() && key.value() == null) {
                ImagePlus current = WindowManager.getCurrentImage();
                if (current == null && key.item().isRequired()) {
                    // ImageJ shows a macro error that begins like this under the title "No Image".
                    throw new FoveaException("There are no images open. Open one, then run " + name() + " again.");
                }
                key.set(current);
            }
        }
    }

    /**
     * Gives every key of a macro line its value; the others keep their defaults.
     *
     * @throws FoveaException if a key is not known, or its value is none
     */
    void read(MacroLine line) {
        Map<String, CommandKey> known =
                keys.stream().collect(Collectors.toMap(CommandKey::name, key -> key, (a, b) -> a, LinkedHashMap::new));
        for (String name : line.keys()) {
            CommandKey key = known.get(name);
            if (key == null) {
                throw new FoveaException(name() + " has no key '" + name + "'. Its keys are: "
                        + String.join(", ", known.keySet()) + ".");
            }
            key.read(line.value(name));
        }
    }

    /** The keys that a dialog asks for. */
    List<CommandKey> asked() {
        return keys.stream()
                .filter(key -> key.isAsked()
                        && knowing().map(one -> one.isAsked(key.name())).orElse(true))
                .toList();
    }

    /** What a dialog shows for a value that it offers. */
    String shown(CommandKey key, String value) {
        return knowing().map(one -> one.shown(key.name(), value)).orElse(value);
    }

    /** Why the image may be the wrong one; see {@link KnowsImage#doubt}. */
    Optional<String> doubt() {
        return knowing().flatMap(KnowsImage::doubt);
    }

    /** See {@link KnowsImage#settle}. */
    void settle(boolean asking) {
        knowing().ifPresent(one -> one.settle(asking));
    }

    private Optional<KnowsImage> knowing() {
        return command() instanceof KnowsImage knows && image() != null ? Optional.of(knows) : Optional.empty();
    }

    /** Runs the command. Blocks until it has finished. */
    void run() {
        module.run();
    }

    /** The image that the command worked on, or null. */
    ImagePlus image() {
        return (ImagePlus) keys.stream()
                .filter(CommandKey::isImage)
                .map(CommandKey::value)
                .filter(Objects::nonNull)
                .findFirst()
                .orElse(null);
    }

    /** What the command gave, in the order of its fields; nothing for outputs that it left empty. */
    List<Output> outputs() {
        List<Output> outputs = new ArrayList<>();
        for (ModuleItem<?> item : module.getInfo().outputs()) {
            Object value = module.getOutput(item.getName());
            if (value != null) {
                outputs.add(new Output(item.getLabel(), value));
            }
        }
        return outputs;
    }

    /**
     * Something that a command gave.
     *
     * @param label of the field; the title of a table
     */
    record Output(String label, Object value) {}
}

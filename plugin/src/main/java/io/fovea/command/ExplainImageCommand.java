package io.fovea.command;

import ij.ImagePlus;
import ij.gui.Overlay;
import ij.measure.ResultsTable;
import io.fovea.FoveaException;
import io.fovea.explain.ExplainOptions;
import io.fovea.explain.Question;
import io.fovea.explain.method.Method;
import io.fovea.imagej.ClickedPart;
import io.fovea.imagej.EscapeMonitor;
import io.fovea.imagej.PartKeys;
import io.fovea.imagej.PartOfImage;
import io.fovea.imagej.PlaneKeys;
import io.fovea.imagej.PreviewPart;
import io.fovea.imagej.Previews;
import io.fovea.imagej.StackExplanation;
import io.fovea.model.Fit;
import io.fovea.model.Scored;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.scijava.ItemIO;
import org.scijava.command.Command;
import org.scijava.plugin.Attr;
import org.scijava.plugin.Parameter;
import org.scijava.plugin.Plugin;

/**
 * Shows where a model looks in the open image or stack: {@code run("Explain...", "model=digits method=grad-cam
 * output=heat colors=jet")}; one object of what a model finds: {@code object=3}, or {@code clicked} at the selection;
 * or another number: {@code uncertainty}, {@code valley=3,4}, {@code similar=[other image]}. Several classes or layers are separated by commas or semicolons: {@code classes=[cat, dog]}.
 */
@Plugin(
        type = Command.class,
        label = "Explain...",
        headless = true,
        visible = false,
        description = "Shows where in the open image or stack a model sees a class, or why it sees an object.",
        attrs = {
            @Attr(name = "help", value = "explain"),
            @Attr(name = "example", value = "model=digits method=grad-cam output=heat")
        })
public final class ExplainImageCommand extends ImageModelCommand implements Previews {
    @Parameter(label = "Method", persist = false)
    private String method = Method.GRAD_CAM.id();

    @Parameter(label = "Options of the method (name=value; several with ,)", persist = false)
    private String options = "";

    @Parameter(label = "Classes", description = "several with ,", persist = false)
    private String classes = "";

    @Parameter(label = "Layers", description = "several with ,", persist = false)
    private String layers = "";

    @Parameter(label = "Object (its number; none: the class)", persist = false)
    private String object = "";

    @Parameter(label = "Selected point only", persist = false)
    private boolean point = false;

    @Parameter(label = "Object at the selection (a click, or its outline)", persist = false)
    private boolean clicked = false;

    @Parameter(label = "Against class (none: the score itself)", persist = false)
    private String against = "";

    @Parameter(label = "How unsure the model is", persist = false)
    private boolean uncertainty = false;

    @Parameter(label = "Valley between objects (two numbers with ,)", persist = false)
    private String valley = "";

    @Parameter(label = "Likeness to an image", description = "the path of a file", persist = false)
    private String similar = "";

    @Parameter(
            label = "Output",
            choices = {"heat", "picture"},
            persist = false)
    private String output = "heat";

    @Parameter(
            label = "Colours",
            choices = {"jet", "viridis", "inferno", "turbo"},
            persist = false)
    private String colors = "jet";

    @Parameter(label = "Overlay of heat", persist = false)
    private boolean overlay = false;

    @Parameter(label = "Colour bar beside a picture", persist = false)
    private boolean bar = false;

    @Parameter(label = "Average over mirrored and scaled copies", persist = false)
    private boolean smooth = false;

    @Parameter(label = "Selection only (models that segment)", persist = false)
    private boolean selection = false;

    @Parameter(label = "Keep the softmax at the end", persist = false)
    private boolean softmax = false;

    @Parameter(label = "Classes into Results", persist = false)
    private boolean table = false;

    @Parameter(label = "Device (auto, cpu, cuda, cuda:N)", persist = false)
    private String device = "auto";

    @Parameter(type = ItemIO.OUTPUT)
    private ImagePlus explained;

    @Parameter(type = ItemIO.OUTPUT)
    private Overlay heat;

    @Parameter(type = ItemIO.OUTPUT, label = "Results")
    private ResultsTable scores;

    @Parameter(type = ItemIO.OUTPUT)
    private String report;

    /** The command with its defaults. */
    public ExplainImageCommand() {
        super("digits", task -> task.scored() != Scored.NOTHING);
    }

    @Override
    public void run() {
        ExplainOptions what = what();
        if (part().isGiven()) {
            explainPart(what);
            return;
        }
        StackExplanation result = models.explaining(
                told(), what, device, new StackExplanation(image, planes(), output, colors, bar, selection)::run);
        explained = marked(result.image());
        heat = overlay ? result.overlay() : null;
        scores = table ? marked(result.table()) : null;
        report = result.report();
        warn();
    }

    private ExplainOptions what() {
        return new ExplainOptions(
                Method.parse(method).with(List.of(options)), given(classes), given(layers), softmax, smooth);
    }

    /** Nothing is not a class of no name: a box is explained for the class that it was found as. */
    private static List<String> given(String text) {
        return text.isBlank() ? List.of() : List.of(text);
    }

    private PartKeys part() {
        return new PartKeys(object, point, clicked, against, uncertainty, valley, similar);
    }

    private void explainPart(ExplainOptions what) {
        takeClickedPlane();
        PartOfImage part = explained(what, image, planes(), output, bar, new EscapeMonitor(planes().count(image)));
        explained = marked(part.image());
        heat = overlay ? part.overlay() : null;
        scores = table ? marked(part.table()) : null;
        report = part.report();
        warn();
    }

    private PartOfImage explained(
            ExplainOptions what,
            ImagePlus source,
            PlaneKeys keys,
            String kind,
            boolean withBar,
            EscapeMonitor monitor) {
        requireNoSelection();
        Question question =
                part().question(source, () -> models.model(told()).card().input(), monitor);
        Optional<ClickedPart> under = clicked ? Optional.of(new ClickedPart(source)) : Optional.empty();
        PartOfImage part = new PartOfImage(source, keys, kind, colors, withBar, question, under);
        return models.explainingPart(
                told(), what, question, device, monitor, explainer -> part.run(explainer, monitor));
    }

    /** What is clicked on is seen, so it is on show. */
    private void takeClickedPlane() {
        if (clicked) {
            takePlaneOnShow();
        }
    }

    private void requireNoSelection() {
        if (selection) {
            throw new FoveaException(
                    "The key 'selection' is for a class in all of the image, and is given beside 'object',"
                            + " 'point', 'clicked', 'against', 'uncertainty', 'valley' or 'similar'; leave it or"
                            + " these out.");
        }
    }

    @Override
    public boolean isPlaneByPlane() {
        return !part().isOfPlace();
    }

    @Override
    public void settle(boolean asking) {
        super.settle(asking);
        takeClickedPlane();
    }

    @Override
    public Seen preview(EscapeMonitor monitor) {
        ExplainOptions what = what();
        if (part().isGiven()) {
            PreviewPart all = PreviewPart.whole(image);
            PartOfImage part = explained(what, all.image(), all.keys(planes()), "heat", false, monitor);
            return all.placed(part.overlay(), part.report(), planes());
        }
        return models.explaining(told(), what, device, monitor, explainer -> {
            PreviewPart part = explainer.card().input().fit() == Fit.TILE
                    ? PreviewPart.of(image, false)
                    : PreviewPart.whole(image);
            StackExplanation result =
                    new StackExplanation(part.image(), part.keys(planes()), "heat", colors, false, selection);
            result.run(explainer, monitor);
            return part.placed(result.overlay(), result.report(), planes());
        });
    }

    @Override
    public List<String> choices(String key) {
        return key.equals("method") ? Method.all().stream().map(Method::id).toList() : List.of();
    }

    @Override
    public List<String> suggestions(String key) {
        return key.equals("similar")
                ? Stream.concat(Stream.of(""), PartKeys.pictures(image).stream())
                        .toList()
                : super.suggestions(key);
    }

    @Override
    public String shown(String key, String value) {
        return key.equals("similar") && value.isEmpty() ? "none" : super.shown(key, value);
    }

    @Override
    public Set<String> keysOfModel() {
        return Set.of("classes", "layers");
    }
}

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
import io.fovea.imagej.PartOfImage;
import io.fovea.imagej.PlaneKeys;
import io.fovea.imagej.PreviewPart;
import io.fovea.imagej.Previews;
import io.fovea.imagej.StackExplanation;
import io.fovea.model.Fit;
import io.fovea.model.Scored;
import io.fovea.task.Jobs;
import java.util.List;
import java.util.Set;
import org.scijava.ItemIO;
import org.scijava.command.Command;
import org.scijava.plugin.Attr;
import org.scijava.plugin.Parameter;
import org.scijava.plugin.Plugin;

/**
 * Shows where a model looks in the open image or stack: {@code run("Explain...", "model=digits method=grad-cam
 * output=heat colors=jet")}; one object of what a model finds: {@code object=3}, or {@code clicked} at the selection. Several classes or layers are separated by commas or semicolons: {@code classes=[cat, dog]}.
 */
@Plugin(
        type = Command.class,
        label = "Explain...",
        headless = true,
        visible = false,
        attrs = @Attr(name = "help", value = "explain"))
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
        if (isOfPart()) {
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

    private boolean isOfPart() {
        return point || clicked || !object.isBlank() || !against.isBlank();
    }

    private void explainPart(ExplainOptions what) {
        requireNoSelection();
        takeClickedPlane();
        EscapeMonitor monitor = new EscapeMonitor(1);
        PartOfImage part = new PartOfImage(image, planes(), output, colors, bar, question(image, planes(), monitor));
        models.explainingPart(
                told(), what, part.question(), device, monitor, explainer -> part.run(explainer, monitor));
        explained = marked(part.image());
        heat = overlay ? part.overlay() : null;
        scores = table ? marked(part.table()) : null;
        report = part.report();
        warn();
    }

    private Question question(ImagePlus source, PlaneKeys keys, EscapeMonitor monitor) {
        if (!clicked) {
            return PartOfImage.question(source, object, point, against);
        }
        if (point || !object.isBlank()) {
            throw new FoveaException(
                    "The key 'clicked' says which part is explained; leave the keys 'object' and 'point' out.");
        }
        ClickedPart part = new ClickedPart(source, keys);
        Question.Pixel pixel = part.pixel();
        Question asked = models.model(told()).card().task().scored() == Scored.PIXELS
                ? models.asking(Jobs.SEGMENT, told(), device, monitor, segmenter -> part.object(segmenter, monitor))
                        .map(Question::objects)
                        .orElseGet(() -> Question.pixel(pixel.x(), pixel.y()))
                : Question.pixel(pixel.x(), pixel.y());
        return against.isBlank() ? asked : asked.against(against.strip());
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
                            + " 'point', 'clicked' or 'against'; leave it or these out.");
        }
    }

    @Override
    public boolean isPlaneByPlane() {
        return !isOfPart();
    }

    @Override
    public void settle(boolean asking) {
        super.settle(asking);
        takeClickedPlane();
    }

    @Override
    public Seen preview(EscapeMonitor monitor) {
        ExplainOptions what = what();
        if (isOfPart()) {
            requireNoSelection();
            PreviewPart all = PreviewPart.whole(image);
            PlaneKeys keys = all.keys(planes());
            PartOfImage part =
                    new PartOfImage(all.image(), keys, "heat", colors, false, question(all.image(), keys, monitor));
            models.explainingPart(
                    told(), what, part.question(), device, monitor, explainer -> part.run(explainer, monitor));
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
    public Set<String> keysOfModel() {
        return Set.of("classes", "layers");
    }
}

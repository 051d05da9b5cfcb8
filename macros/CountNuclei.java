import ij.IJ;
import ij.ImagePlus;
import ij.measure.ResultsTable;
import io.fovea.command.SegmentCommand;
import org.scijava.Context;
import org.scijava.command.CommandService;
import org.scijava.module.Module;

/** Counts the nuclei in images by the command that ImageJ's menu has: its keys are those of the macro line. */
public class CountNuclei {
    public static void main(String[] args) throws Exception {
        String model = args[0];
        try (Context context = new Context()) {
            CommandService commands = context.service(CommandService.class);
            for (int i = 1; i < args.length; i++) {
                ImagePlus image = IJ.openImage(args[i]);
                Module found = commands.run(SegmentCommand.class, false,
                        "image", image, "model", model, "output", "labels", "minsize", 20.0, "table", true).get();
                ResultsTable objects = (ResultsTable) found.getOutput("objects");
                double largest = 0;
                for (int row = 0; row < objects.size(); row++) {
                    largest = Math.max(largest, objects.getValue("Area", row));
                }
                System.out.println(image.getTitle() + ": " + objects.size() + " nuclei, the largest of " + largest + " pixels");
            }
        }
    }
}

package io.fovea.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.fovea.image.Image;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AuditCommandTest {
    private static final String FEW = "grad-cam,saliency,lrp,attention-rollout";

    @TempDir
    private Path folder;

    private Path model;
    private Path images;
    private Path output;

    @BeforeEach
    void makeInput() throws IOException {
        model = TestModels.classifier(folder);
        images = TestImages.folder(folder);
        output = folder.resolve("out");
    }

    private Cli.Result audit(Object... more) {
        return Cli.run(
                List.of("audit", images, "--model", model, "--output", output, "--copies", 1, "--steps", 1), more);
    }

    @Test
    void writesAPageAndATableOfEveryMapThatCouldBeMade() throws IOException {
        Cli.Result result = audit("--methods", FEW);

        assertThat(result.code()).as(result.err()).isZero();
        assertThat(Cli.written(output)).containsExactly("audit.csv", "audit.html");
        List<String> table = Files.readAllLines(output.resolve("audit.csv"));
        assertThat(table)
                .hasSize(1 + 2 * 3)
                .first()
                .isEqualTo(
                        "image,class,probability,method,layer,deletion,insertion,road,drop,increase,infidelity,"
                                + "sensitivity,randomised,pointing,energy,overlap,sparseness,complexity,agreement,note,seconds");
        assertThat(table.get(1)).startsWith("seven.tif,").contains(",grad-cam,conv2d_2,0.");
        assertThat(result.out()).contains("mean rank", "grad-cam", "saliency", "lrp");
        assertThat(result.err()).contains("Left out: attention-rollout.", "needs a transformer");
        String page = Files.readString(output.resolve("audit.html"));
        assertThat(page)
                .contains("What it means:", "What it does not mean:", "Left out", "attention-rollout", "three.png")
                .doesNotContain("http://", "https://", "<script", "Right for the wrong place");
        assertThat(page.split("data:image/png").length - 1).as("pictures").isEqualTo(2 * (1 + 3 + 1));
    }

    @Test
    void masksSayWhereTheModelIsRightForTheWrongPlace() throws IOException {
        Path masks = Files.createDirectory(folder.resolve("masks"));
        byte[] corner = new byte[64 * 48];
        corner[0] = 1;
        Image.gray8(64, 48, corner).write(masks.resolve("three.png"));
        Image whole = Image.gray8(64, 48, filled(64 * 48));
        whole.write(masks.resolve("seven.png"));

        Cli.Result result = audit("--methods", "saliency", "--masks", masks, "--shown", 0);

        assertThat(result.code()).as(result.err()).isZero();
        List<String> table = Files.readAllLines(output.resolve("audit.csv"));
        // All heat lies in a mask of all of the image.
        assertThat(table.get(1)).startsWith("seven.tif,").contains(",1,1,1,0.");
        String page = Files.readString(output.resolve("audit.html"));
        String section = page.substring(page.indexOf("Right for the wrong place"));
        assertThat(section.indexOf("three.png")).isBetween(0, section.indexOf("seven.tif"));
        assertThat(page).doesNotContain("data:image/png");
    }

    private static byte[] filled(int length) {
        byte[] all = new byte[length];
        Arrays.fill(all, (byte) 1);
        return all;
    }

    @Test
    void aBadImageIsNamedAndTheOthersAreDone() throws IOException {
        Files.writeString(images.resolve("bad.png"), "no image");

        Cli.Result result = audit("--methods", "saliency");

        assertThat(result.code()).isEqualTo(1);
        assertThat(result.err()).contains("bad.png");
        assertThat(Files.readAllLines(output.resolve("audit.csv"))).hasSize(3);
    }

    @Test
    void whatIsNoMethodOrCountIsWrongUsage() throws IOException {
        assertThat(audit("--methods", "magic").code()).isEqualTo(2);
        assertThat(audit("--copies", -1).code()).isEqualTo(2);
        assertThat(audit("--class", "3,7").code()).isEqualTo(2);
        Files.createDirectories(output);
        Files.writeString(output.resolve("audit.html"), "mine");
        Cli.Result result = audit("--methods", "saliency");
        assertThat(result.code()).isEqualTo(2);
        assertThat(result.err()).contains("audit.html", "would be overwritten");
        assertThat(output.resolve("audit.html")).hasContent("mine");
    }
}

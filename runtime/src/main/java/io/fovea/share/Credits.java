package io.fovea.share;

import io.fovea.FoveaException;
import io.fovea.bioimage.Citation;
import io.fovea.bioimage.Description;
import io.fovea.bioimage.PackageFolder;
import io.fovea.model.Model;
import io.fovea.model.ModelLibrary;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Who made a model, under which terms it may be used, and what to cite.
 *
 * @param authors names
 * @param citations what to cite; may be none
 * @param license as SPDX calls it
 * @param tags to find it by
 */
public record Credits(List<String> authors, List<Citation> citations, String license, List<String> tags) {
    private static final Pattern CITED = Pattern.compile(
            "(.+?)[\\s,;]*(?:doi:\\s*|https?://(?:dx\\.)?doi\\.org/)(10\\.\\d{4,9}/\\S+)|(.+?)[\\s,;]*(https?://\\S+)");
    private static final Citation PETS =
            new Citation("Parkhi et al., Cats and dogs. CVPR 2012.", "10.1109/CVPR.2012.6248092", "");
    private static final Map<String, Citation> SHIPPED = Map.of(
            "digits",
            new Citation(
                    "LeCun et al., Gradient-based learning applied to document recognition. Proc. IEEE 1998.",
                    "10.1109/5.726791",
                    ""),
            "nuclei-trimap",
            new Citation(
                    "Caicedo et al., Nucleus segmentation across imaging experiments: the 2018 Data Science Bowl. Nature"
                            + " Methods 2019.",
                    "10.1038/s41592-019-0612-7",
                    ""),
            "pets-trimap",
            PETS,
            "photos",
            new Citation(
                    "Iandola et al., SqueezeNet: AlexNet-level accuracy with 50x fewer parameters. arXiv 2016.",
                    "10.48550/arXiv.1602.07360",
                    ""),
            "cats-dogs",
            PETS);

    /** Copies the lists. */
    public Credits {
        authors = List.copyOf(authors);
        citations = List.copyOf(citations);
        tags = List.copyOf(tags);
    }

    /**
     * Reads what is to be cited.
     *
     * @param text a sentence that ends with {@code doi:10....} or an address
     * @throws FoveaException if it has neither
     */
    public static Citation citation(String text) {
        Matcher found = CITED.matcher(text.strip());
        if (!found.matches()) {
            throw new FoveaException("The citation '" + text
                    + "' has no DOI and no address; end it with doi:10.1000/182 or" + " with https://...");
        }
        return found.group(2) == null
                ? new Citation(found.group(3), "", found.group(4))
                : new Citation(found.group(1), found.group(2), "");
    }

    /** What is known of a model: from the package that it came in, from its card, or because it comes with Fovea. */
    public static Credits of(Model model) {
        String license = model.card().provenance().license().orElse("");
        if (model.origin().isPresent()) {
            try (PackageFolder folder = PackageFolder.open(model.origin().get())) {
                Description said = folder.description();
                return new Credits(said.authors(), said.citations(), license, said.tags());
            }
        }
        boolean shipped = model.file().isEmpty() && ModelLibrary.names().contains(model.name());
        Citation cited = SHIPPED.get(model.name());
        return new Credits(
                shipped ? List.of("Fovea developers") : List.of(),
                shipped && cited != null ? List.of(cited) : List.of(),
                license,
                List.of());
    }

    /** These, with what is given in their place. */
    public Credits with(
            List<String> otherAuthors, List<Citation> otherCitations, String otherLicense, List<String> more) {
        return new Credits(
                otherAuthors.isEmpty() ? authors : otherAuthors,
                otherCitations.isEmpty() ? citations : otherCitations,
                otherLicense.isBlank() ? license : otherLicense,
                more.isEmpty() ? tags : more);
    }

    /**
     * Checks that there is what a package must say.
     *
     * @throws FoveaException if authors or a licence are missing, saying what to give
     */
    void require(String model) {
        if (license.isBlank()) {
            throw new FoveaException("The model '" + model + "' has no licence, without which nobody may use it; give"
                    + " --license with its name in SPDX, such as BSD-2-Clause or CC-BY-4.0.");
        }
        if (!license.matches("[A-Za-z0-9][A-Za-z0-9.+-]*")) {
            throw new FoveaException("The licence of '" + model + "', '" + license
                    + "', is no name in SPDX; give --license" + " with one, such as BSD-2-Clause or CC-BY-4.0.");
        }
        if (authors.isEmpty()) {
            throw new FoveaException("Who made the model '" + model + "' is not known; give --author NAME.");
        }
        authors.stream()
                .filter(name -> name.contains("/") || name.contains("\\"))
                .findFirst()
                .ifPresent(name -> {
                    throw new FoveaException(
                            "An author's name has no slash, and '" + name + "' does; give --author NAME.");
                });
    }
}

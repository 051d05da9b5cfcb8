package io.fovea.explain;

import io.fovea.FoveaException;
import io.fovea.anatomy.Anatomy;
import io.fovea.anatomy.Embedding;
import io.fovea.anatomy.InputFrame;
import io.fovea.image.Image;
import io.fovea.image.NonFinite;
import io.fovea.model.Card;
import io.fovea.model.Model;
import io.fovea.session.Cancellation;
import io.fovea.session.Device;
import io.fovea.session.Session;
import io.fovea.task.ImagePredictor;
import io.fovea.task.Jobs;
import io.fovea.task.Measurer;
import io.fovea.task.Monitor;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** How like another image images are to a model: the cosine of the angle between its numbers for them. */
final class SimilarImages implements PartFinder {
    private final Measurer measurer;
    private final Embedding embedding;
    private final float[] other;
    private final KeptAnatomies anatomies = new KeptAnatomies();

    private SimilarImages(Measurer measurer, Embedding embedding, float[] other) {
        this.measurer = measurer;
        this.embedding = embedding;
        this.other = other;
    }

    /** Loads a model, and asks it about the other image. Blocks. */
    static SimilarImages open(Model model, Figure.Similarity asked, Device device) {
        Model fitted = Jobs.MEASURE.fitted(model);
        Embedding embedding = Embedding.of(fitted);
        float[] other;
        try (Session session = Session.open(embedding.graph().toBytes(), device)) {
            other = numbers(session, embedding, fitted.card(), asked.other());
        }
        requireDirection(other, model.name(), asked.name());
        return new SimilarImages(Measurer.open(fitted, device), embedding, other);
    }

    private static float[] numbers(Session session, Embedding embedding, Card card, Image image) {
        NonFinite.refuse(image);
        InputFrame framing = InputFrame.of(card.input(), image);
        String input = embedding.graph().inputs().get(0).name();
        return session.run(
                        Map.of(input, framing.tensor(card.input(), image)),
                        Set.of(embedding.value()),
                        Cancellation.NONE)
                .get(embedding.value())
                .toArray();
    }

    private static void requireDirection(float[] numbers, String model, String image) {
        if (numbers.length < 2) {
            throw new FoveaException("The model '" + model
                    + "' has one number for an image, which points nowhere; images are compared by an embedding or a"
                    + " classifier.");
        }
        for (float number : numbers) {
            if (number != 0 && Float.isFinite(number)) {
                return;
            }
        }
        throw new FoveaException("The model '" + model + "' sees nothing in '" + image
                + "': all its numbers are 0, and nothing is like that; give another image.");
    }

    @Override
    public List<Part> find(Image image, Question question, Monitor monitor) {
        InputFrame framing = InputFrame.of(card().input(), image);
        Anatomy anatomy = anatomies.of(
                List.of(framing.width(), framing.height()),
                () -> embedding.likeness(other, framing.width(), framing.height()));
        Figure.Similarity asked = (Figure.Similarity) question.figure();
        return List.of(Part.whole(
                asked.word(), asked.word() + " to " + asked.name(), anatomy, framing, image, anatomy.elements()));
    }

    @Override
    public boolean isOfOneAnatomy() {
        return true;
    }

    @Override
    public ImagePredictor<?> predictor() {
        return measurer;
    }
}

package io.fovea.inspect;

import io.fovea.batch.Failure;
import io.fovea.batch.FileImages;
import io.fovea.batch.Inputs;
import io.fovea.batch.Source;
import io.fovea.image.Image;
import io.fovea.model.Card;
import io.fovea.model.Model;
import io.fovea.session.Cancellation;
import io.fovea.session.Device;
import io.fovea.task.Classifier;
import io.fovea.task.Score;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Images of known classes: in a subfolder for each, called by the class's label or beginning with its number, or side by
 * side under names that begin with the number ({@code 281_tabby.jpg}).
 *
 * @param there how many there are, of which the questions are some
 */
record ClassExam(List<Question> questions, int there, List<Failure> failures) implements Exam {
    private static final int FIRST = 60;

    /** How many tell most preparations apart. */
    static final int ENOUGH = 400;

    record Question(Path file, int truth) {}

    static ClassExam in(Path folder, Card card, int most) {
        Map<String, Integer> classes = new HashMap<>();
        List<Question> questions = new ArrayList<>();
        Inputs found = Inputs.find(List.of(folder.toString()));
        for (Source source : found.sources()) {
            String[] path = source.name().split("/");
            boolean sorted = path.length > 1;
            String said = sorted ? path[path.length - 2] : path[0];
            int truth = classes.computeIfAbsent(
                    said, name -> sorted ? ClassNames.ofFolder(name, card) : ClassNames.ofFile(name, card));
            questions.add(new Question(source.file(), truth));
        }
        return new ClassExam(Exam.mixed(questions, most), questions.size(), found.failures());
    }

    @Override
    public int count() {
        return questions.size();
    }

    @Override
    public Path file(int image) {
        return questions.get(image).file;
    }

    @Override
    public String measures() {
        return "share right";
    }

    @Override
    public int first() {
        return FIRST;
    }

    @Override
    public Sitting open(Model model, Device device) {
        Classifier classifier = Classifier.open(model, device);
        return new Sitting() {
            @Override
            public Mark answer(int image, Cancellation cancel) {
                return mark(questions.get(image), classifier, cancel);
            }

            @Override
            public void close() {
                classifier.close();
            }
        };
    }

    private static Mark mark(Question question, Classifier classifier, Cancellation cancel) {
        Image image = FileImages.first(question.file, classifier.card().input());
        List<Score> scores = classifier.classify(image, cancel).scores();
        if (question.truth >= scores.size()) {
            throw new FolderMismatchException("'" + question.file + "' is of class " + question.truth + ", but '"
                    + classifier.card().name() + "' knows classes 0 to " + (scores.size() - 1) + " only.");
        }
        double probability = scores.stream()
                .filter(score -> score.index() == question.truth)
                .mapToDouble(Score::probability)
                .sum();
        return Mark.of(scores.get(0).index() == question.truth ? 1 : 0, probability);
    }
}

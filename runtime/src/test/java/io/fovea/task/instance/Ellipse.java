package io.fovea.task.instance;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** An object that is drawn, of which the answers of networks are known: pixels belong to it that are inside. */
record Ellipse(double x, double y, double a, double b, double angle) {

    /** The place of a point in its own axes, 1 at the edge, squared. */
    double radius(double atX, double atY) {
        double u = (Math.cos(angle) * (atX - x) + Math.sin(angle) * (atY - y)) / a;
        double v = (-Math.sin(angle) * (atX - x) + Math.cos(angle) * (atY - y)) / b;
        return u * u + v * v;
    }

    /** How far it is from a point inside to the edge, along a ray. */
    double distance(double atX, double atY, double ray) {
        double u = (Math.cos(angle) * (atX - x) + Math.sin(angle) * (atY - y)) / a;
        double v = (-Math.sin(angle) * (atX - x) + Math.cos(angle) * (atY - y)) / b;
        double du = Math.cos(ray - angle) / a;
        double dv = Math.sin(ray - angle) / b;
        double half = u * du + v * dv;
        double square = du * du + dv * dv;
        return (-half + Math.sqrt(half * half - square * (u * u + v * v - 1))) / square;
    }

    /** Ellipses in the cells of a grid that they nearly fill, so that neighbours touch. */
    static List<Ellipse> grid(int columns, int rows, double cell, long seed) {
        Random random = new Random(seed);
        List<Ellipse> all = new ArrayList<>();
        for (int row = 0; row < rows; row++) {
            for (int column = 0; column < columns; column++) {
                double a = cell / 2;
                double b = a * (0.6 + 0.4 * random.nextDouble());
                all.add(new Ellipse((column + 0.5) * cell, (row + 0.5) * cell, a, b, Math.PI * random.nextDouble()));
            }
        }
        return all;
    }

    /** The pixels of each, by numbers from 1. */
    static int[] labels(List<Ellipse> all, int width, int height) {
        int[] labels = new int[width * height];
        for (int i = 0; i < all.size(); i++) {
            Ellipse ellipse = all.get(i);
            int reach = (int) Math.ceil(Math.max(ellipse.a, ellipse.b));
            for (int y = Math.max(0, (int) ellipse.y - reach); y <= Math.min(height - 1, ellipse.y + reach); y++) {
                for (int x = Math.max(0, (int) ellipse.x - reach); x <= Math.min(width - 1, ellipse.x + reach); x++) {
                    if (labels[y * width + x] == 0 && ellipse.radius(x, y) < 1) {
                        labels[y * width + x] = i + 1;
                    }
                }
            }
        }
        return labels;
    }

    /** What StarDist learns of them: every {@code grid}th pixel that is in the inner half of one. */
    static StarCandidates candidates(List<Ellipse> all, int[] labels, int width, int rays, int grid) {
        StarCandidates candidates = new StarCandidates(rays);
        float[][] distances = new float[rays][1];
        for (int i = 0; i < labels.length; i++) {
            int x = i % width;
            int y = i / width;
            if (labels[i] > 0 && x % grid == 0 && y % grid == 0) {
                Ellipse ellipse = all.get(labels[i] - 1);
                float probability = (float) (1 - Math.sqrt(ellipse.radius(x, y)));
                if (probability > 0.5f) {
                    for (int r = 0; r < rays; r++) {
                        distances[r][0] = (float) ellipse.distance(x, y, 2 * Math.PI * r / rays);
                    }
                    candidates.add(x, y, probability, distances, 0, 0);
                }
            }
        }
        return candidates;
    }
}

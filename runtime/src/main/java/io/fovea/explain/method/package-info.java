/**
 * The methods of explanation. Each is one class, a {@code Technique}, and one line in {@link io.fovea.explain.method.Method};
 * what a technique needs of a network is prepared before it runs.
 */
package io.fovea.explain.method;

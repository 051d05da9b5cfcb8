/**
 * Damaged inputs by the thousand, through the entry points that users have: whatever a file holds, the answer is a result
 * or a {@link io.fovea.FoveaException}.
 *
 * <p>A {@link io.fovea.fuzz.Fuzz} makes inputs from seeds, by mutations that a number decides, and lets a JVM of its own
 * try them, which may crash, hang or eat memory without harm. What is found is left with its input.
 */
package io.fovea.fuzz;

/**
 * Reads and writes JSON at the edge. A reader of our own, because a general one makes every value a
 * {@code String}: here a secret goes from the request into {@code SecretChars} without one, and
 * each unknown or repeated field is refused by name.
 */
@NullMarked
package org.holdfast.web.json;

import org.jspecify.annotations.NullMarked;

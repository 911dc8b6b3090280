@NullMarked
package org.holdfast.web.form;

import org.jspecify.annotations.NullMarked;

/**
 * The console as people meet it: the built distribution in a real browser. Every page visited is
 * watched for script errors, blocked content and requests to other machines.
 */
@NullMarked
package org.holdfast.tests.browser;

import org.jspecify.annotations.NullMarked;

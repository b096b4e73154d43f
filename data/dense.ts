/** Samples of each class that nothing is learnt from or stopped by, where a data set can be asked for any number. */
export const DENSE_PER_CLASS = 5000;

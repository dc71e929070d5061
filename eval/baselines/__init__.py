"""What the product is measured against: the usual ways to answer from a document, each as good as its idea allows."""

"""The trained encoder: weights (int8 ONNX), tokenizer, labels and transitions, model card."""

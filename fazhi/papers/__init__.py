"""Official documents: templates staff can edit, in GB/T 9704 form."""

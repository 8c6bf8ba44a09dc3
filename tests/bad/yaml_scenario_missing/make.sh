: # the folder has no scenario.yaml

service-title = Work permit
service-summary = A permit to work

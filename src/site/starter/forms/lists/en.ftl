# Words that services share
category-residence = Living here

audience-resident = Residents of the town

channel-online = Online
channel-office = At the office

step-fill = Fill in the application
    .detail = Answer the questions and attach copies of the documents.
step-pay = Pay the fee
    .detail = Keep the receipt.
step-collect = Collect the permit
    .detail = We tell you when it is ready.

legal-parking-rules = Parking rules of the town

axis-months = Length of the permit

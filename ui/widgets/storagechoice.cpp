#include "ui/widgets/storagechoice.h"

#include "ui/models/profiletext.h"
#include "ui/widgets/formpage.h"

namespace console {

StorageChoice::StorageChoice(QWidget *parent) : QComboBox(parent)
{
    for (const SecretStorage storage :
        {SecretStorage::Keychain, SecretStorage::Session, SecretStorage::AskEveryTime})
        addChoice(this, storageText(storage), storage);
    connect(this, &QComboBox::activated, this, &StorageChoice::edited);
}

void StorageChoice::setStorage(SecretStorage storage)
{
    choose(this, storage);
}

SecretStorage StorageChoice::storage() const
{
    return chosen<SecretStorage>(this);
}

} // namespace console

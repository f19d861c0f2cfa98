#include "app/console/sessionquestion.h"

#include <QLabel>
#include <QMessageBox>
#include <QPushButton>

using namespace Qt::StringLiterals;

namespace console {

void ask(const SessionQuestion &question, QWidget *parent, const std::function<void()> &here,
    const std::function<void()> &elsewhere)
{
    auto *box = new QMessageBox(
        QMessageBox::Question, question.title, question.question, QMessageBox::Cancel, parent);
    box->setAttribute(Qt::WA_DeleteOnClose);
    box->setTextFormat(Qt::PlainText);
    // It reaches the title only; names may come from other people's files.
    if (auto *words = box->findChild<QLabel *>(u"qt_msgbox_informativelabel"_s))
        words->setTextFormat(Qt::PlainText);
    box->setInformativeText(question.consequence);
    QAbstractButton *goOn = box->addButton(question.here, QMessageBox::AcceptRole);
    QAbstractButton *another =
        question.elsewhere.isEmpty() ? nullptr : box->addButton(question.elsewhere, QMessageBox::AcceptRole);
    QObject::connect(
        box, &QMessageBox::buttonClicked, box, [goOn, another, here, elsewhere](QAbstractButton *button) {
            if (button == goOn)
                here();
            else if (another && button == another)
                elsewhere();
        });
    box->open();
}

} // namespace console
